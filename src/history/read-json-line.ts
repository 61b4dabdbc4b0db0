import { fitsLine } from './line-bound.ts'
import { isObject } from './read-fields.ts'
import type { Unread } from './unread.ts'

/** One line of a log as an object of version `version`; its members are not looked at yet. Never throws. */
export function readJsonLine(line: string, version: number): { readonly [name: string]: unknown } | Unread {
  if (!fitsLine(line)) return 'malformed'
  const value = parsed(line)
  if (!isObject(value)) return 'malformed'
  const v = Object.hasOwn(value, 'v') ? value['v'] : undefined
  if (v === version) return value
  return typeof v === 'number' && Number.isSafeInteger(v) && v > 0 ? 'other-version' : 'malformed'
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
