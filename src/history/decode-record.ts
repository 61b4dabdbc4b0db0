import { checkId } from './read-fields.ts'
import { readJsonLine } from './read-json-line.ts'
import { recordVersion, type RecordKind, type WatchRecord } from './record.ts'
import { recordReaders } from './record-readers.ts'
import type { Unread } from './unread.ts'

/**
 * Reads one line of a watcher's log. A kind that is not known is `other-version`: a later release may write more kinds.
 * Never throws.
 */
export function decodeRecord(line: string): WatchRecord | Unread {
  const value = readJsonLine(line, recordVersion)
  if (typeof value === 'string') return value
  const kind = Object.hasOwn(value, 'kind') ? value['kind'] : undefined
  if (isKind(kind)) return recordReaders[kind](value) ?? 'malformed'
  return checkId(kind) === undefined ? 'malformed' : 'other-version'
}

function isKind(kind: unknown): kind is RecordKind {
  return typeof kind === 'string' && Object.hasOwn(recordReaders, kind)
}
