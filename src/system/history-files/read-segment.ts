import { fstatSync } from 'node:fs'
import { join } from 'node:path'
import { type Outcome, success } from '../../core/failure.ts'
import { decodeRecord } from '../../history/decode-record.ts'
import { QualityLines } from '../../history/quality-lines.ts'
import type { WatchRecord } from '../../history/record.ts'
import { readFileNow } from './open-file.ts'
import { wholeLines } from './whole-lines.ts'

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
  return readFileNow(join(folder, name), (file) => {
    const { records, unread } = recordsIn(wholeLines(file, mostSegmentBytes))
    return success({ records, unread: unread + (fstatSync(file).size > mostSegmentBytes ? 1 : 0) })
  })
}

/** Of parts of whole lines. A last line without its end counts as torn: whoever writes it may yet be cut off. */
export function recordsIn(parts: Iterable<string>): SegmentRead {
  const records: WatchRecord[] = []
  let unread = 0
  let lines = 0
  const qualities = new QualityLines()
  for (const text of parts) {
    let from = 0
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      lines += 1
      if (lines > mostLines) return { records, unread: unread + 1 }
      const line = text.slice(from, end)
      const record = qualities.read(line) ?? decodeRecord(line)
      if (typeof record === 'string') unread += 1
      else records.push(record)
      from = end + 1
    }
    if (from < text.length) unread += 1
  }
  return { records, unread }
}
