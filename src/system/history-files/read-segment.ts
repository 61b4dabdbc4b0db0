import { join } from 'node:path'
import { type Outcome, success } from '../../core/failure.ts'
import { decodeRecord } from '../../history/decode-record.ts'
import type { WatchRecord } from '../../history/record.ts'
import { withFile } from './open-file.ts'
import { readBytes } from './read-bytes.ts'

/** A year of one line is a few megabytes, and a segment has a month: what is beyond is not ours. */
export const mostSegmentBytes = 64 * 1024 * 1024
/** A year has some ten thousand. */
const mostLines = 1_000_000

export interface SegmentRead {
  /** In the order in which they were written. */
  readonly records: readonly WatchRecord[]
  /** Lines that are torn, or cannot be read; all that is beyond the bounds counts as one. */
  readonly unread: number
}

/** Reads a segment, also while somebody writes to it. */
export function readSegment(folder: string, name: string): Promise<Outcome<SegmentRead>> {
  return withFile(join(folder, name), 'read', async (file) => {
    const bytes = await readBytes(file, mostSegmentBytes)
    const { records, unread } = recordsIn(bytes.toString())
    return success({ records, unread: unread + ((await file.stat()).size > mostSegmentBytes ? 1 : 0) })
  })
}

/** A last line without its end counts as torn: whoever writes it may yet be cut off. */
export function recordsIn(text: string): SegmentRead {
  const records: WatchRecord[] = []
  let unread = 0
  let from = 0
  for (let lines = 0; lines < mostLines; lines += 1) {
    const end = text.indexOf('\n', from)
    if (end < 0) break
    const record = decodeRecord(text.slice(from, end))
    if (typeof record === 'string') unread += 1
    else records.push(record)
    from = end + 1
  }
  return { records, unread: unread + (from < text.length ? 1 : 0) }
}
