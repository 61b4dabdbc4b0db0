import type { ComparedRecord } from './compare.ts'

/** A string of a TXT record has at most as many bytes (RFC 1035 §3.3.14). */
const stringBytes = 255

/**
 * The set as a fragment of a zone file (RFC 1035 §5.1): what is there and does it stays as it is. What only the mail server
 * knows, and what is the provider's to make, is a comment.
 */
export function zoneFragment(records: readonly ComparedRecord[]): string {
  return records.flatMap(linesOf).join('\n')
}

function linesOf(record: ComparedRecord): readonly string[] {
  const { name, type, data, at, state, found } = record
  const word = state === 'not-known' ? 'not known whether it is there' : state
  // The host of a page may have addresses of its own, which are not of this type.
  const kept = state === 'there' && type !== 'CNAME' ? found : undefined
  const values = kept ?? (data === undefined ? [] : [data])
  if (values.length === 0) return [`; ${name}. IN ${type} (the mail server tells it) ; ${word}`]
  return values.map((value) => `${at === 'provider' ? '; ' : ''}${name}. IN ${type} ${inZone(type, value)} ; ${word}`)
}

function inZone(type: ComparedRecord['type'], value: string): string {
  if (type === 'TXT') return quoted(value)
  return ['MX', 'SRV', 'CNAME', 'PTR'].includes(type) ? `${value.replace(/\.$/, '')}.` : value
}

/** As strings of a zone file: whatever else a text has, it stays one line and one record. */
function quoted(text: string): string {
  const bytes = Buffer.from(text)
  const strings = Array.from({ length: Math.max(1, Math.ceil(bytes.length / stringBytes)) }, (_, index) =>
    [...bytes.subarray(index * stringBytes, (index + 1) * stringBytes)].map(escaped).join(''),
  )
  return strings.map((each) => `"${each}"`).join(' ')
}

function escaped(byte: number): string {
  const letter = String.fromCharCode(byte)
  if (letter === '"' || letter === '\\') return `\\${letter}`
  return byte >= 0x20 && byte < 0x7f ? letter : `\\${String(byte).padStart(3, '0')}`
}
