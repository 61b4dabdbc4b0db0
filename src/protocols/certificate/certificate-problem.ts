import type { TlsSession } from '../../core/line.ts'
import { coversName } from './covers-name.ts'

/** What a certificate that is not trusted lacks, the first that applies. */
export type CertificateProblem = 'expired' | 'self-signed' | 'other-name' | 'unknown-authority'

/**
 * Why the public does not trust a session's certificate for a name; undefined where it does. `now` is ISO 8601 in UTC.
 */
export function certificateProblem(
  session: Pick<TlsSession, 'trusted' | 'subject' | 'issuer' | 'names' | 'notAfter'>,
  name: string,
  now: string,
): CertificateProblem | undefined {
  if (session.trusted) return undefined
  // A router's own page vouches for itself, and has run out years ago: that it is no authority's says more.
  if (session.subject === session.issuer) return 'self-signed'
  if (session.notAfter < now) return 'expired'
  return session.names.some((pattern) => coversName(pattern, name)) ? 'unknown-authority' : 'other-name'
}
