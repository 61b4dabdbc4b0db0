import { readSync } from 'node:fs'
import { maxLineBytes } from '../../history/line-bound.ts'

/** What is read at once: a year has fifty times as much, and needs no more memory than this. */
const stepBytes = 64 * 1024
const newline = 0x0a

/**
 * The text of an open file, up to `mostBytes` of it, in parts of whole lines: only the last may be without its end. Of a line
 * that is longer than a line may be there is more than may be, not all.
 */
export function* wholeLines(file: number, mostBytes: number): Generator<string> {
  const bytes = Buffer.allocUnsafe(stepBytes)
  // Of a line whose end has not been read yet, at the front.
  let held = 0
  for (let at = 0; at < mostBytes; ) {
    const got = readSync(file, bytes, held, Math.min(bytes.length - held, mostBytes - at), at)
    if (got === 0) break
    at += got
    const filled = held + got
    const end = bytes.subarray(0, filled).lastIndexOf(newline) + 1
    if (end > 0) yield bytes.toString('utf8', 0, end)
    bytes.copyWithin(0, end, filled)
    held = Math.min(filled - end, maxLineBytes + 1)
  }
  if (held > 0) yield bytes.toString('utf8', 0, held)
}
