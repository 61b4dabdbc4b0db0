import { type Given, defineCheck, maybe } from '../../core/check.ts'
import { type Failure, failures } from '../../core/failure.ts'
import type { Banner, Name } from '../../core/mark.ts'
import { matches, type Shown } from '../../protocols/dane/matches.ts'
import { readTlsa } from '../../protocols/dane/read-tlsa.ts'
import { type TlsaUse, useOf } from '../../protocols/dane/use-of.ts'
import type { Validates } from '../../protocols/dns/seen-to-validate.ts'
import { budgets } from '../budgets.ts'
import { echoes } from '../looks/echoes.ts'
import { type ExchangerKeyFacts, exchangerKeys } from '../looks/exchanger-keys.ts'
import { exchangers } from '../looks/exchangers.ts'
import { resolver } from '../looks/resolver.ts'
import { surelyMet } from '../looks/surely-met.ts'
import { type HostTlsaFacts, tlsa } from '../looks/tlsa.ts'
import { hostsThat, notComparedWords, recordWords, unsignedWords, wrongWords } from './dane-words.ts'

export interface DaneFacts {
  readonly domain: Name
  /** Whether the resolver was seen to check signatures: only then its word on them counts. */
  readonly validates: Validates
  /** Why it is not known who takes mail for the domain. */
  readonly failure?: Failure
  /** The resolver says that it has checked the signatures of the MX records. */
  readonly mxAuthentic: boolean
  readonly hosts: readonly DaneHostFacts[]
}

export interface DaneHostFacts extends Omit<HostTlsaFacts, 'records'> {
  readonly records: readonly DaneRecordFacts[]
  /** How far the host was met on port 25; absent where it was not tried. */
  readonly met?: Pick<ExchangerKeyFacts, 'place' | 'stage' | 'failure'>
  /** It is certain that the host itself was met, so that a certificate that no record is for is its own. */
  readonly surely: boolean
}

export interface DaneRecordFacts {
  readonly text: Banner
  readonly use: TlsaUse
  /** It is for what the host showed on port 25; absent where that cannot be told. */
  readonly matches?: boolean
}

const needs = {
  exchangers,
  tlsa,
  keys: maybe(exchangerKeys),
  resolver: maybe(resolver),
  echoes: maybe(echoes.v4),
}

/** Whether the certificates of those who take mail for the domain are the ones that its zone promises. */
export const namesDane = defineCheck<DaneFacts>()({
  id: 'names.dane',
  stem: 'names.dane',
  title: 'Senders that check certificates by DNSSEC (DANE) find the ones that are promised.',
  matters: { receive: 'recommended' },
  revision: 1,
  needs,
  budget: budgets.combining,
  moot: ({ domain }) => (domain === undefined ? 'No domain was given (--domain).' : undefined),
  marks: { domain: 'name', host: 'name', text: 'banner' },
  answers: {
    matches: {
      verdict: 'pass',
      says: (facts) =>
        `The TLSA records of ${hostsThat(facts, hasRecords)} are signed, and are for what is shown there on port 25.`,
    },
    'not-published': {
      verdict: 'pass',
      says: ({ domain }) =>
        `There are no TLSA records for the mail hosts of ${domain}. DANE needs a signed zone (DNSSEC), and can come later.`,
    },
    'not-signed': {
      verdict: 'warn',
      fault: 'zone',
      says: (facts) =>
        `There are TLSA records for ${hostsThat(facts, hasRecords)}, but ${unsignedWords(facts)} not signed (DNSSEC), so no sender heeds them.`,
      remedy:
        'Switch DNSSEC on for every zone that is named here, at the registrar as well (its DS record). Or take the TLSA records away: as they are, they do nothing.',
    },
    unusable: {
      verdict: 'warn',
      fault: 'zone',
      says: (facts) =>
        `Senders cannot use any TLSA record of ${hostsThat(facts, isUnusable)}: ${recordWords(facts, isUnusable)}.`,
      remedy:
        'Publish the SHA-256 of the server’s public key as "3 1 1", beside the others; once it is seen everywhere, take the others away.',
    },
    mismatch: {
      verdict: 'fail',
      fault: 'server',
      says: (facts) => `${wrongWords(facts, isWrong)} Senders that check (DANE) keep their mail back.`,
      remedy: (facts) =>
        facts.hosts.some(({ met }) => met?.stage === 'no-tls')
          ? 'Switch on STARTTLS in the mail server, or take the TLSA records away until it is.'
          : 'Publish the TLSA record of the key that is in use now ("3 1 1"), beside the old one, and keep the key when the certificate is renewed: with certbot, --reuse-key.',
    },
    bogus: {
      verdict: 'fail',
      fault: 'zone',
      says: (facts) =>
        `The signatures (DNSSEC) at _25._tcp of ${hostsThat(facts, (host) => isBogus(facts, host))} are wrong, so whoever checks them gets no answer, and keeps their mail back.`,
      remedy:
        'Look at the zone with dnsviz.net; most often the DS record at the registrar is of an old key, the signatures have run out, or the name servers cannot prove that a name does not exist.',
    },
    'resolver-does-not-validate': {
      verdict: 'unknown',
      says: (facts) =>
        `There are TLSA records for ${hostsThat(facts, hasRecords)}, but the resolver of this machine does not tell whether they are signed, without which no sender heeds them. ${facts.hosts.some(isWrong) ? wrongWords(facts, isWrong) : comparedWords(facts)}`,
      remedy:
        'Ask a resolver that checks signatures, and says so (--resolver), best one of your own on this machine (unbound).',
    },
    'not-compared': {
      verdict: 'unknown',
      says: (facts) =>
        `There are signed TLSA records for ${hostsThat(facts, hasRecords)}, but ${notComparedWords(facts)}.`,
      remedy:
        'Run the check on the machine of the mail server while that runs, or compare from a line with port 25 open: openssl s_client -starttls smtp -connect HOST:25.',
    },
    'lookup-failed': {
      verdict: 'unknown',
      says: (facts) => {
        const failing = facts.hosts.find(isUnknown)
        if (failing === undefined)
          return `Who takes mail for ${facts.domain} could not be looked up: ${failures[facts.failure ?? 'lookup-failed']}.`
        return failing.tooNew
          ? `The resolver does not have the TLSA records of ${failing.host} yet; the zone’s own name servers do.`
          : `Whether there are TLSA records at _25._tcp.${failing.host} could not be looked up: ${failures[failing.failure ?? 'lookup-failed']}. Where that is so for everybody, senders that check (DANE) keep their mail back.`
      },
      remedy:
        'Run the check again later; if it stays so, ask whoever runs the name servers of that zone whether they answer for TLSA.',
    },
  },
  async observe(_line, given, { domain = '' }) {
    const { exchangers: found, tlsa: published, resolver: asked } = given
    return {
      domain,
      validates: asked?.validates ?? 'unknown',
      ...(found.failure !== undefined && { failure: found.failure }),
      // Without MX records there is nothing of theirs to be signed: what counts is the zone, as its addresses show it.
      mxAuthentic: found.itself === undefined ? found.authentic : published.hosts.some(addressesSigned),
      hosts: await Promise.all(published.hosts.map((host) => hostFacts(host, given))),
    }
  },
  judge(facts) {
    const { hosts, failure } = facts
    const published = hosts.filter(hasRecords)
    if (hosts.some((host) => isBogus(facts, host))) return 'bogus'
    if (published.some(isUnusable)) return 'unusable'
    const believed = facts.validates === 'yes'
    const signed = believed ? published.filter((host) => isSigned(facts, host)) : []
    if (signed.some(isWrong)) return 'mismatch'
    const unsigned = believed && published.some((host) => !isSigned(facts, host) && !host.tooNew)
    if (unsigned) return 'not-signed'
    const hidden = failure !== undefined && hosts.length === 0 && !isDenial(failure)
    if (hidden || hosts.some(isUnknown)) return 'lookup-failed'
    if (published.length === 0) return 'not-published'
    if (!believed) return 'resolver-does-not-validate'
    return published.every(isMatched) ? 'matches' : 'not-compared'
  },
})

async function hostFacts(host: HostTlsaFacts, { keys, echoes: echoed }: Given<typeof needs>): Promise<DaneHostFacts> {
  const seen = keys?.hosts.find((each) => each.host === host.host)
  const records = await Promise.all(host.records.map((text) => recordFacts(text, seen?.certificate)))
  if (seen === undefined) return { ...host, records, surely: false }
  const { place, stage, failure } = seen
  const met = { place, stage, ...(failure !== undefined && { failure }) }
  return { ...host, records, met, surely: surelyMet(seen, echoed) }
}

async function recordFacts(text: string, shown: Shown | undefined): Promise<DaneRecordFacts> {
  const record = readTlsa(text)
  if (record === undefined) return { text, use: 'unknown' }
  const matched = shown === undefined ? undefined : await matches(record, shown)
  return { text, use: useOf(record), ...(matched !== undefined && { matches: matched }) }
}

/** RFC 7672 §2.1: DANE is for hosts whose MX, address and TLSA records are signed, all of them. */
function isSigned({ mxAuthentic }: DaneFacts, { authentic }: DaneHostFacts): boolean {
  return mxAuthentic && authentic.addresses && authentic.tlsa
}

function addressesSigned({ authentic }: HostTlsaFacts): boolean {
  return authentic.addresses
}

function hasRecords({ records }: DaneHostFacts): boolean {
  return records.length > 0
}

function usable({ records }: DaneHostFacts): readonly DaneRecordFacts[] {
  return records.filter(({ use }) => use === 'server' || use === 'authority')
}

function isUnusable(host: DaneHostFacts): boolean {
  return hasRecords(host) && usable(host).length === 0
}

function isMatched(host: DaneHostFacts): boolean {
  return usable(host).some((record) => record.matches === true)
}

function isWrong(host: DaneHostFacts): boolean {
  if (usable(host).length === 0 || !host.surely) return false
  return host.met?.stage === 'no-tls' || usable(host).every((record) => record.matches === false)
}

/** A resolver that gives out what is known to be bad keeps nothing back for being bad. */
function isBogus({ validates }: DaneFacts, { bogus }: DaneHostFacts): boolean {
  return bogus && validates !== 'no'
}

function isUnknown({ failure, tooNew }: DaneHostFacts): boolean {
  return tooNew || (failure !== undefined && !isDenial(failure))
}

function isDenial(failure: Failure): boolean {
  return failure === 'name-not-found' || failure === 'no-data'
}

function comparedWords({ hosts }: DaneFacts): string {
  return hosts.filter(hasRecords).every(isMatched)
    ? 'They are for what is shown on port 25.'
    : 'They could not be compared with what is shown on port 25.'
}
