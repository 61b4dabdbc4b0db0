import { encodeRecord } from '../../../history/encode-record.ts'
import { recordVersion, type WatchRecord } from '../../../history/record.ts'
import { safeJsonLine } from '../../../report/json.ts'

/** A record for programs, as it stands in the history; one that could not be put there says so. With its line end. */
export function recordLine(record: WatchRecord, kept: boolean): string {
  const encoded = encodeRecord(record)
  // One that cannot be encoded is not kept either.
  const row: object = encoded.ok ? (JSON.parse(encoded.value) as object) : { v: recordVersion, ...record }
  return safeJsonLine(kept ? row : { ...row, kept: false })
}
