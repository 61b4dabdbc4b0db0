import { registries, type Registry } from './registry.ts'

/** What a registry has on file of a prefix or of a network. Any of it may be missing. */
export interface OnFile {
  /** Where its holder sits, two letters (ISO 3166-1). Not where the line is. */
  readonly country?: string
  readonly registry?: Registry
  /** The day it was handed out: `2010-01-01`. */
  readonly allocated?: string
}

/** Real texts have up to 150 characters. */
const maxChars = 512

/** The fields of a text such as `64500 | FR | ripencc | 2010-01-01`, or undefined where there are not `count` of them. */
export function cymruFields(text: string, count: number): readonly string[] | undefined {
  if (text.length > maxChars) return undefined
  const fields = text.split('|').map((field) => field.trim())
  return fields.length === count ? fields : undefined
}

/** A network's number (RFC 6793, written as RFC 5396 has it); 0 and the last one are nobody's (RFC 7607, RFC 7300). */
export function readAsn(text: string): number | undefined {
  const asn = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : 0
  return asn > 0 && asn < 2 ** 32 - 1 ? asn : undefined
}

/** The three fields that follow a prefix or a network. Undefined where one of them is neither empty nor what it should be. */
export function readOnFile(country: string, registry: string, allocated: string): OnFile | undefined {
  const known = registries.find((name) => name === registry)
  if (country !== '' && !/^[A-Z]{2}$/.test(country)) return undefined
  if (registry !== '' && known === undefined) return undefined
  if (allocated !== '' && !isDay(allocated)) return undefined
  return {
    ...(country !== '' && { country }),
    ...(known !== undefined && { registry: known }),
    ...(allocated !== '' && { allocated }),
  }
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false
  const day = new Date(`${text}T00:00:00Z`)
  // 30 February is a date to JavaScript, and another day.
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}
