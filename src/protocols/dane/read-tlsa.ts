/** A TLSA record (RFC 6698 §2.1): which certificate or key a server on a port shows. */
export interface Tlsa {
  /** 0 to 255; see `usableFor` what mail makes of it. */
  readonly usage: number
  /** 0: the whole certificate; 1: its SubjectPublicKeyInfo. */
  readonly selector: number
  /** 0: as it is; 1: its SHA-256; 2: its SHA-512. */
  readonly matching: number
  /** Hex digits in lower case, at least one pair. */
  readonly data: string
}

/** Beyond: no certificate fits a DNS message, and neither does its record. */
const maxDigits = 2 * 0xffff

/** Reads the data of a TLSA record, `3 1 1 0b9f…`; blanks may divide the digits. Undefined for what is none. */
export function readTlsa(text: string): Tlsa | undefined {
  const match = /^(\d{1,3}) (\d{1,3}) (\d{1,3}) ([0-9a-fA-F ]+)$/.exec(text.slice(0, 2 * maxDigits))
  if (match === null || text.length > 2 * maxDigits) return undefined
  const [usage = 0, selector = 0, matching = 0] = match.slice(1, 4).map(Number)
  const data = (match[4] ?? '').replaceAll(' ', '').toLowerCase()
  if (Math.max(usage, selector, matching) > 0xff) return undefined
  return data.length === 0 || data.length > maxDigits || data.length % 2 === 1
    ? undefined
    : { usage, selector, matching, data }
}
