import type { Failure } from '../../core/failure.ts'
import type { Line } from '../../core/line.ts'
import { defineLook } from '../../core/look.ts'
import type { Address, Banner, Name } from '../../core/mark.ts'
import type { CertificateProblem } from '../../protocols/certificate/certificate-problem.ts'
import { lookUp } from '../../protocols/dns/look-up.ts'
import { fetchPolicy, policyHost } from '../../protocols/mta-sts/fetch-policy.ts'
import { type MtaStsFlaw, mtaStsVersion, readMtaSts } from '../../protocols/mta-sts/read-mta-sts.ts'
import type { MtaStsPolicy, PolicyFlaw } from '../../protocols/mta-sts/read-policy.ts'
import { versionedRecords } from '../../protocols/versioned-records.ts'
import { budgets } from '../budgets.ts'
import { hostFacts } from './exchangers.ts'

/** What the domain asks of those who bring mail (MTA-STS, RFC 8461): the record in its zone, and the page that it announces. */
export interface MtaStsPolicyFacts {
  readonly record: RecordFacts
  /** Asked for only where a record announces it. */
  readonly page?: PageFacts
}

export interface RecordFacts {
  readonly failure?: Failure
  /** The records that begin as one of MTA-STS does, or the one that nearly does. */
  readonly texts: readonly Banner[]
  readonly id?: string
  readonly flaw?: MtaStsFlaw | 'several' | 'nearly'
}

export interface PageFacts {
  readonly host: Name
  readonly addresses: readonly Address[]
  /** Where it stopped; `done` where there is a page, be it a wrong one. */
  readonly stage: 'lookup' | 'connect' | 'certificate' | 'page' | 'done'
  readonly failure?: Failure
  readonly certificate?: CertificateProblem
  readonly status?: number
  /** What the page says that it is, where that is not `text/plain`. */
  readonly mediaType?: Banner
  readonly flaw?: PolicyFlaw['flaw']
  /** Of the page, where the flaw is. */
  readonly line?: number
  readonly mode?: MtaStsPolicy['mode']
  readonly maxAgeS?: number
  readonly mx?: readonly Name[]
}

/** All of what a lookup may take would leave nothing for the page. */
const addressMs = 3_000

export const mtaStsPolicy = defineLook<MtaStsPolicyFacts>()({
  look: 'mta-sts-policy',
  revision: 1,
  needs: {},
  budget: budgets.policyPage,
  marks: { texts: 'banner', host: 'name', addresses: 'address', mediaType: 'banner', mx: 'name' },
  async observe(line, _given, { domain }) {
    if (domain === undefined) return { record: { texts: [] } }
    const record = await recordFacts(line, domain)
    return record.id === undefined ? { record } : { record, page: await pageFacts(line, domain) }
  },
})

async function recordFacts(line: Line, domain: string): Promise<RecordFacts> {
  const found = await lookUp(line, `_mta-sts.${domain}`, 'TXT')
  if (!found.ok) return { failure: found.failure, texts: [] }
  const { meant, nearly } = versionedRecords(found.value.data, mtaStsVersion)
  const [only, another] = meant
  if (only === undefined) return nearly === undefined ? { texts: [] } : { texts: [nearly], flaw: 'nearly' }
  return another === undefined ? { texts: meant, ...readMtaSts(only) } : { texts: meant, flaw: 'several' }
}

async function pageFacts(line: Line, domain: string): Promise<PageFacts> {
  const host = policyHost(domain)
  const { v4, v6 } = await hostFacts(line.within(addressMs), host)
  // Senders try more; one of each family is enough to see whether anybody is there.
  const addresses = [...v4.addresses.slice(0, 1), ...v6.addresses.slice(0, 1)]
  if (addresses.length === 0) return { host, addresses, stage: 'lookup', ...worse(v4.failure, v6.failure) }
  const fetched = await fetchPolicy(line, domain, addresses)
  const at = { host, addresses }
  if ('connection' in fetched) return { ...at, stage: 'connect', failure: fetched.connection.failure }
  if ('certificate' in fetched) return { ...at, stage: 'certificate', certificate: fetched.certificate }
  if ('page' in fetched) return { ...at, stage: 'page', failure: fetched.page.failure }
  if ('status' in fetched) return { ...at, stage: 'page', status: fetched.status }
  if ('mediaType' in fetched) return { ...at, stage: 'done', mediaType: fetched.mediaType }
  return 'wrong' in fetched ? { ...at, stage: 'done', ...fetched.wrong } : { ...at, stage: 'done', ...fetched.policy }
}

/** Where one family is absent and the other could not be asked for, the host is not known to be absent. */
function worse(v4: Failure | undefined, v6: Failure | undefined): { readonly failure?: Failure } {
  const denied = (failure: Failure | undefined) => failure === 'no-data' || failure === 'name-not-found'
  const failure = denied(v4) ? v6 : v4
  return failure === undefined ? {} : { failure }
}
