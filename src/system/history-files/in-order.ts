import type { WatchRecord } from '../../history/record.ts'
import type { SegmentKind } from './segment-names.ts'

export interface SegmentRecords {
  readonly kind: SegmentKind
  readonly records: readonly WatchRecord[]
}

interface Stretch {
  /** When it was begun, or when the one before it in its segment was, whichever is later: their order stands. */
  readonly fromMs: number
  readonly records: readonly WatchRecord[]
}

/**
 * The records of all segments in the order in which they were written, watcher by watcher: what one of them wrote to one segment
 * stays together, for only so does a record tell whose it is. What was written beside a watcher stands where its time is.
 */
export function inOrder(segments: readonly SegmentRecords[]): readonly WatchRecord[] {
  const ofWatchers = segments
    .filter(({ kind }) => kind === 'watch')
    .flatMap(({ records }) => stretchesOf(records))
    .sort((one, other) => one.fromMs - other.fromMs)
    .flatMap(({ records }) => records)
  const beside = segments
    .filter(({ kind }) => kind === 'beside')
    .flatMap(({ records }) => records)
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at))
  return beside.length === 0 ? ofWatchers : merged(ofWatchers, beside)
}

/** A `began` begins one: until the next, all is of that watcher. */
function stretchesOf(records: readonly WatchRecord[]): readonly Stretch[] {
  const stretches: Stretch[] = []
  let fromMs = 0
  for (let begin = 0, end = 1; begin < records.length; end += 1) {
    if (end < records.length && records[end]?.kind !== 'began') continue
    fromMs = Math.max(fromMs, Date.parse(records[begin]?.at ?? ''))
    stretches.push({ fromMs, records: records.slice(begin, end) })
    begin = end
  }
  return stretches
}

function merged(ofWatchers: readonly WatchRecord[], beside: readonly WatchRecord[]): readonly WatchRecord[] {
  const all: WatchRecord[] = []
  let next = 0
  for (const record of ofWatchers) {
    const atMs = Date.parse(record.at)
    for (let each = beside[next]; each !== undefined && Date.parse(each.at) < atMs; each = beside[next]) {
      all.push(each)
      next += 1
    }
    all.push(record)
  }
  return [...all, ...beside.slice(next)]
}
