import { failed, type Outcome, success } from '../core/failure.ts'
import { decodeRunHead } from './decode-run-head.ts'
import { fitsLine } from './line-bound.ts'
import { recordVersion } from './record.ts'
import type { RunHead } from './saved-run.ts'

/** What is known of a run at a glance as one line of JSON, without its line end. Fails as `encodeRecord` does. */
export function encodeRunHead(head: RunHead): Outcome<string> {
  const line = JSON.stringify({ v: recordVersion, ...head })
  if (!fitsLine(line)) return failed('too-much', `a head of ${line.length} characters`)
  return typeof decodeRunHead(line) === 'string'
    ? failed('malformed', 'a head that could not be read again')
    : success(line)
}
