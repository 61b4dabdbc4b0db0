import type { RecordType } from '../../core/line.ts'

/** Numbers of the record types we read (IANA DNS parameters). */
export const typeNumbers = {
  A: 1,
  NS: 2,
  CNAME: 5,
  SOA: 6,
  PTR: 12,
  MX: 15,
  TXT: 16,
  AAAA: 28,
  SRV: 33,
  DS: 43,
  RRSIG: 46,
  DNSKEY: 48,
  TLSA: 52,
  CAA: 257,
} as const satisfies Record<RecordType | 'RRSIG', number>

export type ReadableType = keyof typeof typeNumbers

/** The mnemonic of a type, or `TYPE123` as RFC 3597 §5 writes those it does not know. */
export function typeName(number: number): string {
  for (const [name, known] of Object.entries(typeNumbers)) if (known === number) return name
  return `TYPE${number}`
}
