export interface ReportAddress {
  /** `dmarc@example.org` */
  readonly mailbox: string
  /** In lower case: `example.org`. */
  readonly domain: string
}

/**
 * Reads one address of `rua` or `ruf`: `mailto:dmarc@example.org`. The `!10m` that RFC 7489 allowed behind it is passed over
 * (RFC 9989 §4.7). Undefined for anything else: reports go by mail alone.
 */
export function readReportAddress(uri: string): ReportAddress | undefined {
  const [plain = ''] = uri.split('!')
  const match = /^mailto:([^@\s,;!?]{1,64})@([a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?)(?:\?[!-~]*)?$/i.exec(plain)
  const [, local = '', domain = ''] = match ?? []
  return match === null ? undefined : { mailbox: `${local}@${domain}`, domain: domain.toLowerCase() }
}
