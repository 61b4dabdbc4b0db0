import type { Failure } from '../../core/failure.ts'
import { defineLook } from '../../core/look.ts'
import type { Banner, Name } from '../../core/mark.ts'
import { familyOf } from '../../protocols/addresses.ts'
import { climb } from '../../protocols/caa/climb.ts'
import { budgets } from '../budgets.ts'
import { exchangers } from './exchangers.ts'
import { takersOf } from './takers-of.ts'

/** The CAA records that count for the mail host (RFC 8659 §3). */
export interface CaaLookFacts {
  /** The name that a certificate is needed for: that of the mail host, or the domain's without one. */
  readonly host: Name
  /** Why there are none, or why that is not known. */
  readonly failure?: Failure
  /** The name that has the records: the host's, or one above it. */
  readonly at?: Name
  readonly texts: readonly Banner[]
}

/** Beside the look at certificates, so that who compares the two waits for the longer one alone. */
export const caa = defineLook<CaaLookFacts>()({
  look: 'caa',
  revision: 1,
  needs: { exchangers },
  budget: budgets.names,
  marks: { host: 'name', at: 'name', texts: 'banner' },
  async observe(line, { exchangers: takers }, { domain = '', host: named }) {
    // An exchanger that is an address is a mistake, and has no name that a certificate could be for.
    const host = named ?? takersOf(takers).find((taker) => familyOf(taker.host) === undefined)?.host ?? domain
    const found = await climb(line, host)
    if (!found.ok) return { host, failure: found.failure, texts: [] }
    return { host, at: found.value.at, texts: found.value.data }
  },
})
