import { type Outcome, success } from '../../core/failure.ts'
import type { WatchRecord } from '../../history/record.ts'
import type { Log } from '../../history/store.ts'
import type { LastAlive } from './alive-slots.ts'
import { attempted } from './attempted.ts'
import { cutOff } from './cut-off.ts'
import { FileLog } from './file-log.ts'
import { newestSegment } from './newest-segment.ts'
import { ownFolder } from './own-folder.ts'
import { readSegment } from './read-segment.ts'
import { monthOf } from './segment-names.ts'
import { takeAlive } from './take-alive.ts'

export interface LogOptions {
  /** Write while another may: to a segment of one's own, and without a sign of life. */
  readonly beside?: boolean
}

/**
 * Opens the log of a folder, which is made where there is none, to write to it. One at a time: fails `in-use`, with the number of
 * the other process, where another writes. A watcher before us that was killed gets its end written down, with the time at which
 * it was last alive. `not-permitted`: the folder cannot be written, or is not ours alone.
 */
export async function openLog(folder: string, { beside = false }: LogOptions = {}): Promise<Outcome<Log>> {
  const made = await ownFolder(folder)
  if (!made.ok) return made
  if (beside) return success(new FileLog(folder, undefined))
  const taken = await takeAlive(folder)
  if (!taken.ok) return taken
  const { alive, before } = taken.value
  const log = new FileLog(folder, alive)
  const records = await newestRecords(folder, before)
  const ended = records.ok ? await endEach(log, cutOff(records.value, before)) : records
  if (ended.ok) return success(log)
  await log.close()
  return ended
}

/** Where the watcher before us wrote: the segment that was written last, and the one of when it was last alive. */
function newestRecords(folder: string, before: LastAlive | undefined): Promise<Outcome<readonly WatchRecord[]>> {
  return attempted(folder, async () => {
    const ofThen = before === undefined ? undefined : await newestSegment(folder, monthOf(before.at))
    const names = new Set([ofThen, await newestSegment(folder)])
    const records: WatchRecord[] = []
    for (const name of names) {
      const read = name === undefined ? undefined : await readSegment(folder, name)
      if (read?.ok === false) return read
      records.push(...(read?.value.records ?? []))
    }
    return success(records)
  })
}

/** One by one: each belongs into the month in which it ended. */
async function endEach(log: Log, ended: readonly WatchRecord[]): Promise<Outcome<void>> {
  for (const record of ended) {
    const appended = await log.append([record])
    if (!appended.ok) return appended
  }
  return success(undefined)
}
