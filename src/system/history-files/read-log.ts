import { type Failure, type Outcome, success } from '../../core/failure.ts'
import type { WatchLog } from '../../history/store.ts'
import { inOrder, type SegmentRecords } from './in-order.ts'
import { namesIn } from './own-folder.ts'
import { readAlive } from './read-alive.ts'
import { readSegment } from './read-segment.ts'
import { readSegmentName } from './segment-names.ts'
import { together } from './together.ts'

/** Twelve a year, and one for each reboot test: the newest of more. */
const mostSegments = 400

/** Removed in the meantime; a link, a folder or another user's file of that name. */
const notOurs: readonly Failure[] = ['no-data', 'not-permitted']

/** All that watchers wrote to these folders. One that cannot be read is passed over, unless it is the first. */
export async function readLog(folders: readonly string[]): Promise<Outcome<WatchLog>> {
  const found: WatchLog[] = []
  for (const [index, folder] of folders.entries()) {
    const read = await readFolder(folder)
    if (read.ok) found.push(read.value)
    else if (index === 0 && read.failure !== 'no-data') return read
  }
  return success(together(found))
}

async function readFolder(folder: string): Promise<Outcome<WatchLog>> {
  const there = await namesIn(folder)
  if (!there.ok) return there
  const names = there.value.map(readSegmentName).filter((each) => each !== undefined)
  const byMonth = names.sort((one, other) => (one.month < other.month ? -1 : one.month > other.month ? 1 : 0))
  const segments: SegmentRecords[] = []
  let unread = 0
  for (const { name, kind } of byMonth.slice(-mostSegments)) {
    const read = await readSegment(folder, name)
    if (read.ok) {
      segments.push({ kind, records: read.value.records })
      unread += read.value.unread
    } else if (!notOurs.includes(read.failure)) return read
  }
  const sign = await readAlive(folder)
  const last = sign.ok ? sign.value.sign?.last : undefined
  const alive = last === undefined ? [] : ([[last.watcher, { watcher: last.watcher, at: last.at }]] as const)
  return success({ records: inOrder(segments), alive: new Map(alive), unread })
}
