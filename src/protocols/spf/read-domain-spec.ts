import { readMacroString } from './read-macro-string.ts'
import type { DomainSpec } from './spf-record.ts'
import { isTopLabel } from './is-top-label.ts'

/**
 * Reads a domain-spec (RFC 7208 §7.1): a macro-string that ends in a macro, or in a dot and a top-level domain. What it
 * comes to is not judged here, for that depends on who sends. Undefined where it is none.
 */
export function readDomainSpec(text: string): DomainSpec | undefined {
  const read = readMacroString(text)
  if (read === undefined || read.parts.length === 0) return undefined
  if (read.tail === '') return read.parts
  const tail = read.tail.endsWith('.') ? read.tail.slice(0, -1) : read.tail
  const dot = tail.lastIndexOf('.')
  return dot >= 0 && isTopLabel(tail.slice(dot + 1)) ? read.parts : undefined
}
