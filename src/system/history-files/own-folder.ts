import { mkdir, readdir, stat } from 'node:fs/promises'
import { failed, type Outcome, success } from '../../core/failure.ts'
import { syncFolders } from '../sync-folder.ts'
import { attempted } from './attempted.ts'
import { isOneOwners, isOursAlone } from './whose.ts'

/**
 * Makes the folder, if it is not there yet, for nobody but us. Fails `not-permitted` where it is somebody else's, or where others
 * may write: what lies in there decides what is believed of the line.
 */
export function ownFolder(folder: string): Promise<Outcome<void>> {
  return attempted(folder, async () => {
    const firstMade = await mkdir(folder, { recursive: true, mode: 0o700 })
    if (firstMade !== undefined) await syncFolders(folder, firstMade)
    const found = await stat(folder)
    const isOurs = found.isDirectory() && isOursAlone(found)
    return isOurs ? success(undefined) : failed('not-permitted', `${folder} is not ours alone`)
  })
}

/** The names in a folder that one alone writes to: us, or the user of a service. Fails `no-data` where there is none. */
export function namesIn(folder: string): Promise<Outcome<readonly string[]>> {
  return attempted(folder, async () => {
    if (isOneOwners(await stat(folder))) return success(await readdir(folder))
    return failed('not-permitted', `others than its owner may write to ${folder}`)
  })
}
