import { readTerm } from './read-term.ts'
import type { Directive, Modifier, SpfRecord } from './spf-record.ts'

export type ReadSpfRecord =
  | { readonly ok: true; readonly record: SpfRecord }
  /** `term`: the first one that is wrong. `wrong`: what is, as the end of a sentence that begins with the term. */
  | { readonly ok: false; readonly term: string; readonly wrong: string }

/** All that a TXT record can hold: its length has 16 bits (RFC 1035 §3.2.1). */
const longestRecord = 0xffff

/** Whether a TXT record is meant for SPF: the version, ended by a space or by the end (RFC 7208 §4.5). */
export function isSpfRecord(text: string): boolean {
  return /^v=spf1(?: |$)/i.test(text)
}

/**
 * Reads a record by the grammar of RFC 7208 §12. One syntax error anywhere spoils all of it (§4.6), also behind a term
 * that would have decided. Never throws; takes time in proportion to the length.
 */
export function readSpfRecord(text: string): ReadSpfRecord {
  if (!isSpfRecord(text)) return { ok: false, term: 'v=spf1', wrong: 'must stand first' }
  if (text.length > longestRecord) return { ok: false, term: 'v=spf1', wrong: 'begins a text longer than any record' }
  const directives: Directive[] = []
  const modifiers = new Map<string, Modifier>()
  // Spaces alone part terms; a tab is a character that cannot stand there.
  for (const term of text.split(' ').slice(1)) {
    if (term === '') continue
    const read = readTerm(term)
    if ('wrong' in read) return { ok: false, term, wrong: read.wrong }
    if ('directive' in read) {
      directives.push(read.directive)
      continue
    }
    const { name, target } = read.modifier
    if (target === undefined) continue
    // §6: "they MUST NOT appear in a record more than once each".
    if (modifiers.has(name)) return { ok: false, term, wrong: `is the second ${name}, and there may be one` }
    modifiers.set(name, read.modifier)
  }
  const redirect = modifiers.get('redirect')
  const exp = modifiers.get('exp')
  const record = { directives, ...(redirect !== undefined && { redirect }), ...(exp !== undefined && { exp }) }
  return { ok: true, record }
}
