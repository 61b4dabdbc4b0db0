import { readJsonLine } from './read-json-line.ts'
import { recordVersion } from './record.ts'
import { readRunHead } from './run-head-readers.ts'
import type { RunHead } from './saved-run.ts'
import type { Unread } from './unread.ts'

/** Reads one line of the list of runs. Never throws. */
export function decodeRunHead(line: string): RunHead | Unread {
  const value = readJsonLine(line, recordVersion)
  return typeof value === 'string' ? value : (readRunHead(value) ?? 'malformed')
}
