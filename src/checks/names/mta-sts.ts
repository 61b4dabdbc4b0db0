import { type Given, defineCheck, maybe } from '../../core/check.ts'
import { type Failure, failures } from '../../core/failure.ts'
import type { Name } from '../../core/mark.ts'
import { familyOf, isGlobal, sameAddress } from '../../protocols/addresses.ts'
import type { CertificateProblem } from '../../protocols/certificate/certificate-problem.ts'
import { coversName } from '../../protocols/certificate/covers-name.ts'
import { budgets } from '../budgets.ts'
import { lineAddress } from '../line/address.ts'
import { echoes } from '../looks/echoes.ts'
import { exchangerKeys } from '../looks/exchanger-keys.ts'
import { exchangers } from '../looks/exchangers.ts'
import { mtaStsPolicy, type PageFacts, type RecordFacts } from '../looks/mta-sts-policy.ts'
import { surelyMet } from '../looks/surely-met.ts'
import { takersOf } from '../looks/takers-of.ts'
import { certificateWords, flawWords, pageWords, recordFlawWords } from './mta-sts-words.ts'

export interface MtaStsFacts {
  readonly domain: Name
  readonly record: RecordFacts
  readonly page?: PageFacts
  /** The page's host is at this line's own address, or at one of a home: from within, that often leads elsewhere. */
  readonly pageAtHome: boolean
  /** Somebody outside was met in this run, so that silence is not the line's. */
  readonly lineUp: boolean
  /** Why it is not known who takes mail for the domain. */
  readonly failure?: Failure
  readonly takers: readonly TakerFacts[]
}

export interface TakerFacts {
  readonly host: Name
  /** The policy names it. */
  readonly named: boolean
  /** Of its TLS on port 25, as far as it is certain that it was met; `not-seen` otherwise. */
  readonly tls: 'trusted' | 'untrusted' | 'none' | 'not-seen'
  readonly problem?: CertificateProblem
}

/** Failures that are this machine's or this line's own. */
const ours: readonly (Failure | undefined)[] = [
  'network-unreachable',
  'address-unavailable',
  'prohibited',
  'not-let-out',
  'not-permitted',
  'unsupported',
  'cancelled',
]

const needs = {
  policy: mtaStsPolicy,
  exchangers,
  keys: maybe(exchangerKeys),
  echoes: maybe(echoes.v4),
  v4: maybe(lineAddress.v4),
  v6: maybe(lineAddress.v6),
}

/** Whether senders are asked to bring mail over trusted TLS alone, and are able to. */
export const namesMtaSts = defineCheck<MtaStsFacts>()({
  id: 'names.mta-sts',
  stem: 'names.mta-sts',
  title: 'Senders that insist on trusted TLS (MTA-STS) can bring mail for the domain.',
  matters: {},
  revision: 1,
  needs,
  budget: budgets.combining,
  moot: ({ domain }) => (domain === undefined ? 'No domain was given (--domain).' : undefined),
  marks: {
    domain: 'name',
    texts: 'banner',
    host: 'name',
    addresses: 'address',
    mediaType: 'banner',
    mx: 'name',
  },
  answers: {
    enforced: {
      verdict: 'pass',
      says: (facts) =>
        `Senders that know MTA-STS bring mail for ${facts.domain} over trusted TLS or not at all, ${kept(facts)}. ${compared(facts)}`,
    },
    testing: {
      verdict: 'pass',
      says: (facts) =>
        `The MTA-STS policy of ${facts.domain} is being tested: senders report where it would not hold, and deliver all the same. ${compared(facts)}`,
    },
    'not-published': {
      verdict: 'pass',
      says: ({ domain }) =>
        `The domain ${domain} has no MTA-STS policy. It is not needed to be taken seriously, and can come later.`,
    },
    'none-mode': {
      verdict: 'warn',
      fault: 'zone',
      says: ({ domain }) => `The domain ${domain} publishes an MTA-STS policy of mode "none", which asks for nothing.`,
      remedy:
        'That is how a policy is withdrawn: once it is older than the max_age of the one before, take away the record. Otherwise set "mode: testing", and a new id in the record.',
    },
    'would-mismatch': {
      verdict: 'warn',
      fault: 'server',
      says: (facts) => `${wrong(facts)} The policy is still being tested, so mail comes in all the same.`,
      remedy: (facts) => `${mend(facts)} Do so before the mode becomes "enforce".`,
    },
    mismatch: {
      verdict: 'fail',
      fault: 'server',
      says: (facts) => `${wrong(facts)} Senders that know MTA-STS do not deliver there.`,
      remedy: (facts) => `${mend(facts)} Until then "mode: testing" lets mail in.`,
    },
    'policy-unreachable': {
      verdict: 'fail',
      fault: ({ page }) => (page?.stage === 'lookup' ? 'zone' : page?.stage === 'connect' ? 'undetermined' : 'server'),
      says: ({ domain, page }) =>
        `The domain ${domain} announces an MTA-STS policy, and it cannot be fetched: ${pageWords(page)}. Senders that have not kept an older one do without.`,
      remedy: ({ domain, page }) =>
        `Make https://mta-sts.${domain}/.well-known/mta-sts.txt answer with the policy itself: status 200, no redirect, and a trusted certificate for mta-sts.${domain}.${
          page?.certificate === undefined ? '' : ` ${certificateWords[page.certificate].remedy}`
        }`,
    },
    malformed: {
      verdict: 'fail',
      fault: ({ record }) => (record.flaw === undefined ? 'server' : 'zone'),
      says: ({ domain, record, page }) =>
        record.flaw === undefined
          ? `The MTA-STS policy of ${domain} is none that senders can read: ${flawWords(page)}.`
          : `The record at _mta-sts.${domain} announces no policy that senders look for: ${recordFlawWords[record.flaw]}.`,
      remedy: (facts) =>
        facts.record.flaw === undefined
          ? `Serve this as text/plain at https://mta-sts.${facts.domain}/.well-known/mta-sts.txt, a line each: ${policyFor(facts)}.`
          : `Publish one TXT record at _mta-sts.${facts.domain}: "v=STSv1; id=1". The id has letters and digits alone, and changes with the policy.`,
    },
    'policy-not-seen': {
      verdict: 'unknown',
      says: ({ domain, page, pageAtHome }) =>
        pageAtHome
          ? `The MTA-STS policy of ${domain} is on this line's own address, or at home, and could not be fetched from within: ${pageWords(page)}.`
          : `The MTA-STS policy of ${domain} could not be fetched from here: ${pageWords(page)}.`,
      remedy: ({ domain }) =>
        `Fetch https://mta-sts.${domain}/.well-known/mta-sts.txt from another line, such as a phone's: it must come without a warning.`,
    },
    'lookup-failed': {
      verdict: 'unknown',
      says: ({ domain, record, failure, page }) =>
        `What ${domain} asks of senders could not be looked up: ${failures[record.failure ?? page?.failure ?? failure ?? 'lookup-failed']}.`,
      remedy: 'Run the check again later; if it stays so, the name servers of the domain do not answer.',
    },
  },
  async observe(_line, given, { domain = '' }) {
    const { policy, exchangers: found } = given
    return {
      domain,
      ...policy,
      pageAtHome: (policy.page?.addresses ?? []).some((address) => isAtHome(address, given)),
      lineUp: given.v4 !== undefined || given.v6 !== undefined,
      ...(found.failure !== undefined && { failure: found.failure }),
      takers: takersOf(found).map(({ host }) => takerFacts(host, given)),
    }
  },
  judge({ record, page, pageAtHome, lineUp, failure, takers }) {
    if (record.failure !== undefined) return isDenial(record.failure) ? 'not-published' : 'lookup-failed'
    if (record.flaw !== undefined) return 'malformed'
    if (page === undefined) return 'not-published'
    if (page.flaw !== undefined || page.mediaType !== undefined) return 'malformed'
    if (page.stage === 'lookup') return isDenial(page.failure) ? 'policy-unreachable' : 'lookup-failed'
    if (page.status !== undefined) return 'policy-unreachable'
    if (page.mode === undefined) {
      // Senders wait for a minute once the connection is there.
      const slow = page.stage === 'page' && page.failure === 'timed-out'
      return pageAtHome || !lineUp || slow || ours.includes(page.failure) ? 'policy-not-seen' : 'policy-unreachable'
    }
    if (page.mode === 'none') return 'none-mode'
    if (failure !== undefined && !isDenial(failure)) return 'lookup-failed'
    if (!takers.every(isFine)) return page.mode === 'enforce' ? 'mismatch' : 'would-mismatch'
    return page.mode === 'enforce' ? 'enforced' : 'testing'
  },
})

function takerFacts(host: string, { policy, keys, echoes: echoed }: Given<typeof needs>): TakerFacts {
  const named = (policy.page?.mx ?? []).some((pattern) => coversName(pattern, host))
  const seen = keys?.hosts.find((each) => each.host === host)
  if (seen === undefined || !surelyMet(seen, echoed)) return { host, named, tls: 'not-seen' }
  const { certificate, stage } = seen
  if (certificate === undefined) return { host, named, tls: stage === 'no-tls' ? 'none' : 'not-seen' }
  const { problem } = certificate
  return problem === undefined ? { host, named, tls: 'trusted' } : { host, named, tls: 'untrusted', problem }
}

function isAtHome(address: string, { v4, v6 }: Pick<Given<typeof needs>, 'v4' | 'v6'>): boolean {
  return !isGlobal(address) || [v4, v6].some((own) => own !== undefined && sameAddress(own.address, address))
}

function isDenial(failure: Failure | undefined): boolean {
  return failure === 'name-not-found' || failure === 'no-data'
}

function isFine({ named, tls }: TakerFacts): boolean {
  return named && tls !== 'untrusted' && tls !== 'none'
}

const dayS = 86_400

function kept({ page }: MtaStsFacts): string {
  const seconds = page?.maxAgeS ?? 0
  const days = Math.floor(seconds / dayS)
  // RFC 8461 §10.2: an attacker need only keep the new policy away until the old one has run out.
  if (days < 1) return `and remember that for ${seconds} seconds only, which is hardly a protection: weeks are usual`
  return `and remember that for ${days} ${days === 1 ? 'day' : 'days'}`
}

function compared({ takers }: MtaStsFacts): string {
  if (takers.length === 0) return 'It has no mail hosts to compare it with.'
  const seen = takers.every(({ tls }) => tls === 'trusted')
  return `It names ${takers.map(({ host }) => host).join(', ')}${seen ? ', with a trusted certificate on port 25' : '; whether the certificate there is trusted was not seen from here'}.`
}

function wrong({ domain, takers }: MtaStsFacts): string {
  const unnamed = takers.filter(({ named }) => !named).map(({ host }) => host)
  const found = [
    ...(unnamed.length > 0
      ? [`The MTA-STS policy of ${domain} does not name ${unnamed.join(', ')}, which its MX records do.`]
      : []),
    ...takers.flatMap(({ host, problem }) =>
      problem === undefined ? [] : [`The certificate of ${host} on port 25 ${certificateWords[problem].says}.`],
    ),
    ...takers.flatMap(({ host, tls }) => (tls === 'none' ? [`The server ${host} offers no TLS on port 25.`] : [])),
  ]
  return found.join(' ')
}

function mend({ takers }: MtaStsFacts): string {
  const unnamed = takers.filter(({ named }) => !named).map(({ host }) => `"mx: ${host}"`)
  const problem = takers.find((each) => each.problem !== undefined)?.problem
  return [
    ...(unnamed.length > 0 ? [`Add ${unnamed.join(', ')} to the policy, and give the record a new id.`] : []),
    ...(problem === undefined ? [] : [certificateWords[problem].remedy]),
    ...(takers.some(({ tls }) => tls === 'none') ? ['Switch on STARTTLS in the mail server.'] : []),
  ].join(' ')
}

/** RFC 8461 §3.2: at least one `mx`, each a name. */
function policyFor({ domain, takers }: MtaStsFacts): string {
  const named = takers.map(({ host }) => host).filter((host) => familyOf(host) === undefined)
  const hosts = named.length === 0 ? [`mail.${domain}`] : named
  return ['version: STSv1', 'mode: testing', ...hosts.map((host) => `mx: ${host}`), 'max_age: 604800'].join(' / ')
}
