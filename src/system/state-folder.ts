import { statSync } from 'node:fs'
import { homedir, userInfo } from 'node:os'
import { dirname, isAbsolute, join } from 'node:path'

/** Who is asking: the user that the program runs as by now. */
export interface FolderOwner {
  /** As the system knows it, whatever the environment says. */
  readonly home: string
  /** Whether what is there, or would be made there, is this user's. */
  owns(path: string): boolean
}

/**
 * Where a program of that name keeps what it must remember: what systemd gives (`StateDirectory=`), else the user's own
 * place (XDG Base Directory).
 *
 * A program that gave root up still has root's environment: HOME and XDG_STATE_HOME are believed only where they are
 * ours, or what we remember would lie where we cannot write, and be looked for elsewhere the next time.
 */
export function stateFolder(name: string, env: NodeJS.ProcessEnv, owner: FolderOwner = thisUser()): string {
  const given = env['STATE_DIRECTORY']?.split(':')[0]
  if (given) return given
  const ours = (path: string | undefined) => (path && isAbsolute(path) && owner.owns(path) ? path : undefined)
  const state = ours(env['XDG_STATE_HOME']) ?? join(ours(env['HOME']) ?? owner.home, '.local', 'state')
  return join(state, name)
}

function thisUser(): FolderOwner {
  return { home: homeInPasswd(), owns: (path) => ownerOf(path) === process.geteuid?.() }
}

function homeInPasswd(): string {
  try {
    return userInfo().homedir
  } catch {
    // A number without a name, as in a container.
    return homedir()
  }
}

/** The owner of a path, or of the nearest folder above it that there is. Undefined where it cannot be seen. */
function ownerOf(path: string): number | undefined {
  try {
    return statSync(path).uid
  } catch (error) {
    const absent = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    return absent && dirname(path) !== path ? ownerOf(dirname(path)) : undefined
  }
}
