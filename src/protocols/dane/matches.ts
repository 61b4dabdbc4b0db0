import { type CertificateDigests, digests } from './certificate-digests.ts'
import type { Tlsa } from './read-tlsa.ts'
import { useOf } from './use-of.ts'

/** What a server shows: its certificates, its own first, each signed by the next. */
export interface Shown {
  readonly chain: readonly CertificateDigests[]
  /** Its own certificate is for the name that mail is sent to. */
  readonly named: boolean
  readonly expired: boolean
}

/**
 * Whether a usable TLSA record is for what a server shows (RFC 7671 §5). Undefined where that cannot be told: the record has
 * an authority's whole certificate or key, with which a server need not send it again (§5.2.3).
 */
export async function matches(record: Tlsa, { chain, named, expired }: Shown): Promise<boolean | undefined> {
  const [own, ...authorities] = chain
  if (own === undefined) return undefined
  const same = await sameAs(record)
  switch (useOf(record)) {
    case 'server':
      // §5.1: neither the name nor the date of the certificate counts.
      return same(own)
    case 'authority':
      // §5.2: here they count.
      if (!named || expired) return false
      if (authorities.some(same)) return true
      return record.matching === 0 ? undefined : false
    default:
      return false
  }
}

async function sameAs({ selector, matching, data }: Tlsa): Promise<(digest: CertificateDigests) => boolean> {
  const of = ({ certificate, key }: CertificateDigests) => (selector === 0 ? certificate : key)
  if (matching === 2) return (shown) => of(shown).sha512 === data
  // What is there whole is compared by its digest, so that nobody need keep certificates.
  const wanted = matching === 1 ? data : (await digests(Buffer.from(data, 'hex'))).sha256
  return (shown) => of(shown).sha256 === wanted
}
