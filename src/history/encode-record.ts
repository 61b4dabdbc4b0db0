import { failed, type Outcome, success } from '../core/failure.ts'
import { decodeRecord } from './decode-record.ts'
import { fitsLine } from './line-bound.ts'
import { recordVersion, type WatchRecord } from './record.ts'
import { writeWay } from './way-row.ts'

/**
 * A record as one line of JSON, without its line end.
 *
 * Fails `too-much` where it is beyond `maxLineBytes`, `malformed` where it could not be read again: neither is ever written.
 */
export function encodeRecord(record: WatchRecord): Outcome<string> {
  const row = { v: recordVersion, ...record }
  const line = JSON.stringify(record.kind === 'quality' ? { ...row, ways: record.ways.map(writeWay) } : row)
  if (!fitsLine(line)) return failed('too-much', `a record of ${line.length} characters`)
  return typeof decodeRecord(line) === 'string'
    ? failed('malformed', `a ${record.kind} that could not be read again`)
    : success(line)
}
