import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { dirname } from 'node:path'
import { codeOf } from '../system/code-of.ts'
import type { Became } from '../system/privileges.ts'

/**
 * What keeps the program, as who it is by now, from writing into its folder or making it, and the remedy, in sentences: so that it is
 * said before a line is looked at for nothing. Undefined where nothing is seen to be in the way. Never throws.
 */
export async function whyNotKept(folder: string, became: Became['why']): Promise<string | undefined> {
  const place = await nearest(folder)
  if (place === undefined) return undefined
  const refused = await access(place.path, constants.W_OK | constants.X_OK).then(() => undefined, codeOf)
  if (refused === undefined) return undefined
  if (became === 'nobody')
    return 'started as root without sudo, mailworthy became "nobody", who has no folder to keep it in. Name a user of this machine: --user NAME.'
  if (refused === 'EROFS') return `${place.path} can only be read. XDG_STATE_HOME names another folder.`
  const { uid, name } = whoWeAre()
  if (place.owner === uid) return `${place.path} is ${name}'s, but closed: "chmod u+rwx ${place.path}" opens it.`
  const remedy = place.path === folder ? `chown -R ${name} ${folder}` : `install -d -o ${name} -m 700 ${folder}`
  const owner = place.owner === 0 ? 'root' : `user ${place.owner}`
  return `${place.path} belongs to ${owner}, and ${name} may not write there. "sudo ${remedy}" mends it.`
}

/** The folder, or the nearest above it that there is, and whose it is. */
async function nearest(path: string): Promise<{ readonly path: string; readonly owner: number } | undefined> {
  try {
    const found = await stat(path)
    return found.isDirectory() ? { path, owner: found.uid } : undefined
  } catch {
    return dirname(path) === path ? undefined : nearest(dirname(path))
  }
}

function whoWeAre(): { readonly uid: number; readonly name: string } {
  const uid = process.geteuid?.() ?? -1
  try {
    return { uid, name: userInfo().username }
  } catch {
    // A number without a name, as in a container.
    return { uid, name: String(uid) }
  }
}
