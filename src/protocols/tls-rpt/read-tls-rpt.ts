import { recordFields } from '../record-fields.ts'
import { withoutBlanks } from '../without-blanks.ts'

/** Where reports about TLS that failed are sent: `v=TLSRPTv1; rua=mailto:tls@example.org` at `_smtp._tls.<domain>`. */
export interface TlsRptRecord {
  /** `mailto:` and `https:` addresses, in their order. */
  readonly to: readonly string[]
}

export const tlsRptVersion = 'v=TLSRPTv1'

export type TlsRptFlaw = 'grammar' | 'no-rua' | 'wrong-address'

/** Reads the record (RFC 8460 §3), or says why it is none. */
export function readTlsRpt(text: string): TlsRptRecord | { readonly flaw: TlsRptFlaw } {
  const fields = recordFields(text, tlsRptVersion)
  if (fields === undefined) return { flaw: 'grammar' }
  const named = (name: string) => fields.filter((field) => field.name === name).map(({ value }) => value)
  // §3 tlsrpt-ext-value: neither blanks nor a second `=`.
  if (fields.some(({ name, value }) => name !== 'rua' && !/^[!-<>-~]+$/.test(value))) return { flaw: 'grammar' }
  const to = named('rua').flatMap((value) => value.split(',').map(withoutBlanks))
  if (to.length === 0) return { flaw: 'no-rua' }
  return to.every(isAddress) ? { to } : { flaw: 'wrong-address' }
}

/** §3: a comma, an exclamation mark and a semicolon are percent-encoded; reports go by mail or by POST, and no other way. */
function isAddress(text: string): boolean {
  if (/[!,\s]/.test(text) || !URL.canParse(text)) return false
  const { protocol, pathname, hostname } = new URL(text)
  return protocol === 'https:' ? hostname !== '' : protocol === 'mailto:' && /^[^@]+@[^@]+$/.test(pathname)
}
