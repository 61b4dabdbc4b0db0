import { encodeRecord } from '../history/encode-record.ts'
import type { WatchRecord } from '../history/record.ts'
import type { Log } from '../history/store.ts'

/** Writes records down, in their order, one write at a time. */
export type Note = (records: readonly WatchRecord[]) => Promise<void>

/** What a full disk may cost of memory: a line that flaps all night makes some hundreds. Older ones are given up. */
const mostWaiting = 1_000

/** What could not be written is tried again at the next call, whether or not that has records of its own. */
export function noted(log: Log, onRecord: (record: WatchRecord, kept: boolean) => void): Note {
  let waiting: readonly WatchRecord[] = []
  let before: Promise<void> = Promise.resolve()

  async function write(records: readonly WatchRecord[]): Promise<void> {
    // What can never be written (a reverse name is whatever somebody made it) must not wait, and keep all others waiting with it.
    const writable = new Set(records.filter((record) => encodeRecord(record).ok))
    const all = [...waiting, ...writable]
    const written = await log.append(all)
    waiting = written.ok ? [] : all.slice(-mostWaiting)
    for (const record of records) onRecord(record, written.ok && writable.has(record))
  }

  return (records) => {
    if (records.length + waiting.length > 0) before = before.then(() => write(records))
    return before
  }
}
