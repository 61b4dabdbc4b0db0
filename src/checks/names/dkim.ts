import { defineCheck } from '../../core/check.ts'
import { type Failure, failures } from '../../core/failure.ts'
import type { Line } from '../../core/line.ts'
import type { Banner, Name } from '../../core/mark.ts'
import { isDenial } from '../../protocols/dns/is-denial.ts'
import { lookUp } from '../../protocols/dns/look-up.ts'
import { type DkimFlaw, type DkimKey, readDkimKey } from '../../protocols/dkim/read-dkim-key.ts'
import { budgets } from '../budgets.ts'
import { keyPlace, keysThat, type State, stateOf, weakness } from './dkim-words.ts'

export interface DkimFacts {
  readonly domain: Name
  /** Those that were named. */
  readonly selectors: readonly SelectorFacts[]
  /**
   * Without any: whether the zone has names below `_domainkey`, which is a hint at keys. `anything`: it answers for names that
   * nobody made (a wildcard), so that this is no hint.
   */
  readonly hint?: 'there' | 'nothing' | 'anything' | Failure
}

export interface SelectorFacts {
  readonly selector: Name
  readonly failure?: Failure
  readonly texts: readonly Banner[]
  readonly flaw?: DkimFlaw | 'several'
  readonly key?: KeyFacts
}

export type KeyFacts = { readonly [K in keyof DkimKey]: DkimKey[K] }

/** Where several keys are not well, the one that is told. */
const worstFirst: readonly State[] = ['malformed', 'missing', 'lookup-failed', 'revoked', 'weak', 'testing']

/** Whether the key is published that the domain's mail is signed with. */
export const namesDkim = defineCheck<DkimFacts>()({
  id: 'names.dkim',
  stem: 'names.dkim',
  title: 'The key is published that the domain’s mail is signed with (DKIM).',
  matters: { send: 'recommended' },
  revision: 1,
  needs: {},
  budget: budgets.names,
  moot: ({ domain }) => (domain === undefined ? 'No domain was given (--domain).' : undefined),
  marks: { domain: 'name', selector: 'name', texts: 'banner' },
  answers: {
    published: {
      verdict: 'pass',
      says: (facts) =>
        `The key of ${facts.domain} for signing mail is published: ${keysThat(facts, 'published')}. Whether the mail server signs with it is not seen from here.`,
    },
    'not-proved': {
      verdict: 'warn',
      fault: 'zone',
      says: ({ domain }) =>
        `The zone of ${domain} has something below _domainkey, where keys for signing mail belong. What it is cannot be told without a selector.`,
      remedy:
        'Give the selector that the mail server signs with (--selector): it is the s= in the DKIM-Signature of a mail that it has sent.',
    },
    weak: {
      verdict: 'warn',
      fault: 'zone',
      says: (facts) =>
        `A key of ${facts.domain} for signing mail is weak: ${keysThat(facts, 'weak')}. ${weakness(facts)}`,
      remedy:
        'Make a new RSA key of 2048 bits under a new selector, publish it, and sign with it a day later. Leave the old one for a week, for mail that is on its way.',
    },
    revoked: {
      verdict: 'warn',
      fault: 'zone',
      says: (facts) =>
        `A key of ${facts.domain} for signing mail is revoked (its p is empty): ${keysThat(facts, 'revoked')}. What is signed with it counts as unsigned.`,
      remedy:
        'If the mail server still signs with it, make a new key under a new selector. If it does not, all is well: name the selector in use.',
    },
    testing: {
      verdict: 'warn',
      fault: 'zone',
      says: (facts) =>
        `A key of ${facts.domain} for signing mail is marked as a test (t=y): ${keysThat(facts, 'testing')}. What is signed with it counts as unsigned.`,
      remedy: (facts) => `Take "t=y" out of the TXT record at ${keyPlace(facts, 'testing')}.`,
    },
    malformed: {
      verdict: 'fail',
      fault: 'zone',
      says: (facts) =>
        `A record of ${facts.domain} for signing mail is none that receivers can read: ${keysThat(facts, 'malformed')}.`,
      remedy: (facts) =>
        `Publish one TXT record at ${keyPlace(facts, 'malformed')}: "v=DKIM1; k=rsa; p=" and the public key in base64, which the mail server tells. It is longer than 255 letters, so it stands in several strings of the one record.`,
    },
    missing: {
      verdict: 'fail',
      fault: 'zone',
      says: (facts) =>
        `There is no key at ${keyPlace(facts, 'missing')}: mail that is signed with it counts as unsigned.`,
      remedy: (facts) =>
        `Publish a TXT record at ${keyPlace(facts, 'missing')}: "v=DKIM1; k=rsa; p=" and the public key in base64, which the mail server tells. If the selector was mistyped, give the right one (--selector).`,
    },
    'no-selector': {
      verdict: 'unknown',
      says: ({ domain }) =>
        `Whether ${domain} has a key for signing mail cannot be told: keys are not to be found without their selector.`,
      remedy:
        'Large receivers ask for SPF or DKIM. Once the mail server signs, give the selector that it signs with (--selector), the s= in the DKIM-Signature of a mail.',
    },
    'lookup-failed': {
      verdict: 'unknown',
      says: (facts) => `The keys of ${facts.domain} for signing mail could not be looked up${unheard(facts)}.`,
      remedy: 'Run the check again later; if it stays so, the name servers of the domain do not answer.',
    },
  },
  async observe(line, _given, { domain = '', selectors = [] }) {
    if (selectors.length === 0) return { domain, selectors: [], hint: await hintAt(line, domain) }
    return { domain, selectors: await Promise.all(selectors.map((selector) => keyAt(line, domain, selector))) }
  },
  judge({ selectors, hint }) {
    if (selectors.length === 0) {
      if (hint === 'there') return 'not-proved'
      return hint === 'nothing' || hint === 'anything' ? 'no-selector' : 'lookup-failed'
    }
    const states = new Set(selectors.map(stateOf))
    return worstFirst.find((state) => states.has(state)) ?? 'published'
  },
})

async function keyAt(line: Line, domain: string, selector: string): Promise<SelectorFacts> {
  const found = await lookUp(line, `${selector}._domainkey.${domain}`, 'TXT')
  if (!found.ok) return { selector, failure: found.failure, texts: [] }
  const texts = found.value.data
  const [only = '', another] = texts
  // RFC 6376 §3.6.2.2: with more than one, "the results are undefined".
  if (another !== undefined) return { selector, texts, flaw: 'several' }
  const read = readDkimKey(only)
  return 'flaw' in read ? { selector, texts, flaw: read.flaw } : { selector, texts, key: read }
}

/** Nobody has this one: where it is answered for, so is every name. */
const nobodys = '_no-such-name'

/**
 * A name that exists only because others are below it is answered with "no data", one without any with "no such name"
 * (RFC 8020). Some name servers say the latter of both, and with a wildcard all say the former, so nothing is proved by it.
 */
async function hintAt(line: Line, domain: string): Promise<NonNullable<DkimFacts['hint']>> {
  const [keys, control] = await Promise.all([
    existenceOf(line, `_domainkey.${domain}`),
    existenceOf(line, `${nobodys}.${domain}`),
  ])
  if (keys !== 'there') return keys
  if (control === 'there') return 'anything'
  return control === 'nothing' ? 'there' : control
}

async function existenceOf(line: Line, name: string): Promise<'there' | 'nothing' | Failure> {
  const found = await lookUp(line, name, 'TXT')
  if (found.ok || found.failure === 'no-data') return 'there'
  return isDenial(found) ? 'nothing' : found.failure
}

function unheard(facts: DkimFacts): string {
  const { hint } = facts
  if (hint === undefined) return `: ${keysThat(facts, 'lookup-failed')}`
  return hint === 'there' || hint === 'nothing' || hint === 'anything' ? '' : `: ${failures[hint]}`
}
