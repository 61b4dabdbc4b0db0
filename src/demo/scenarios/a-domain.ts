import { provider } from '../addresses.ts'
import { homeDomain, mailHost, selector } from '../names/home-zones.ts'
import { ownName } from '../names/reverse-zone.ts'
import type { Scenario } from '../scenario.ts'
import { good } from './good.ts'
import { domainWithoutServer, goodDomain } from './on-names.ts'

/** What the user has said of his domain. */
export const named = { domain: homeDomain, selectors: [selector] }

/** Names below it, and those of the line's address. */
export const key = `${selector}._domainkey.${homeDomain}`
export const policyRecord = `_mta-sts.${homeDomain}`
export const reportRecord = `_smtp._tls.${homeDomain}`
export const dmarc = `_dmarc.${homeDomain}`
export const tlsa = `_25._tcp.${mailHost}`
export const own = provider.customer
export const reverse = ownName(own)

/** Of no key that there is. */
export const foreignDigest = 'ab'.repeat(32)

/** A domain beside a good line, with a mail server on it: the one that the others differ from. */
export const domain: Scenario = {
  ...good,
  name: 'domain',
  title: 'A good line, and a domain with all that it should have.',
  line: { named, held: 'server-on-25' },
  answers: { ...good.answers, ...goodDomain },
}

export const noServer = { ...good.answers, ...domainWithoutServer } as const

/** What the domain says keeps mail away, on its way in or on both. */
export const cannotReceive = { abilities: { ...good.abilities, receive: 'no' }, verdict: 'not-ready' } as const
export const neither = { abilities: { ...good.abilities, receive: 'no', send: 'no' }, verdict: 'not-ready' } as const
export const notKnown = {
  abilities: { ...good.abilities, receive: 'unknown', send: 'unknown' },
  verdict: 'undetermined',
} as const
