import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { codeOf } from './code-of.ts'

/** Puts the names in a folder on the disk: a file that was just made, renamed or removed is found so after a power cut. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, constants.O_RDONLY)
  try {
    await handle.sync()
  } catch (error) {
    // Some file systems keep no folder to be written out (fsync(2)), and Windows lets nobody ask for it.
    if (!['EINVAL', 'EPERM'].includes(codeOf(error) ?? '')) throw error
  } finally {
    await handle.close()
  }
}

/** The same for the folders above, as far as they were made with it (`mkdir` with `recursive` tells the first). */
export async function syncFolders(folder: string, firstMade: string | undefined): Promise<void> {
  await syncFolder(folder)
  if (firstMade === undefined) return
  for (let made = folder; made.length >= firstMade.length; made = dirname(made)) await syncFolder(dirname(made))
}
