import { realpath } from 'node:fs/promises'
import { failed, type Outcome, success } from '../../core/failure.ts'
import type { RunHead, SavedRun } from '../../history/saved-run.ts'
import type { Store, WatchLog } from '../../history/store.ts'
import { readLog } from './read-log.ts'
import { readRun, readRunHeads } from './read-runs.ts'
import { saveRun } from './save-run.ts'
import { together } from './together.ts'

/**
 * The history as it lies in folders: it is saved into the first, and read from all. A folder that is not there, or that is the
 * same as one before it, adds nothing; of the others than the first, one that may not be read does not either.
 *
 * `ahead`: what watchers wrote to still others, read while this program could.
 */
export function fileStore(folders: readonly string[], ahead?: WatchLog): Store {
  return {
    watched: async () => {
      const read = await readLog(await distinct(folders))
      return read.ok && ahead !== undefined ? success(together([read.value, ahead])) : read
    },
    runs: async () => {
      const heads = new Map<string, RunHead>()
      for (const [index, folder] of (await distinct(folders)).entries()) {
        const read = await readRunHeads(folder)
        // Of two with one name, the one that `run` finds.
        if (read.ok) for (const head of read.value) heads.set(head.id, heads.get(head.id) ?? head)
        if (!read.ok && index === 0 && read.failure !== 'no-data') return read
      }
      return success([...heads.values()].sort((one, other) => Date.parse(one.at) - Date.parse(other.at)))
    },
    run: async (id) => {
      let last: Outcome<SavedRun> = failed('no-data', 'there is no such run')
      for (const folder of folders) {
        const read = await readRun(folder, id)
        if (read.ok) return read
        if (read.failure !== 'no-data') last = read
      }
      return last
    },
    save: async (run) => {
      const [own] = folders
      return own === undefined ? failed('unsupported', 'there is no folder to save into') : saveRun(own, run)
    },
  }
}

/** A service's folder has two names: `/var/lib/NAME` leads to `/var/lib/private/NAME` (systemd.exec(5), `DynamicUser=`). */
async function distinct(folders: readonly string[]): Promise<readonly string[]> {
  const real = await Promise.all(folders.map((folder) => realpath(folder).catch(() => folder)))
  return folders.filter((_, index) => real.indexOf(real[index] ?? '') === index)
}
