import { defineCheck, maybe } from '../../core/check.ts'
import type { Family } from '../../core/line.ts'
import { budgets } from '../budgets.ts'
import { lineAddress } from '../line/address.ts'
import { exchangers } from '../looks/exchangers.ts'
import { exchangerAt } from './exchanger-at.ts'
import { mailAddress } from './mail-address.ts'
import { ownAddresses } from './own-addresses.ts'
import { inPlaceOf } from './privacy-words.ts'
import { type SpfFacts, spfFacts, type SpfIdentityFacts } from './spf-facts.ts'
import { byName, decider, isNearLimit, limits, mailOf, proposedRecord, publish, trouble } from './spf-words.ts'

const spoken = { v4: 'IPv4', v6: 'IPv6' } as const

/** What can be said of one identity, worst first: of two the worse counts, for a receiver looks at both. */
const worstFirst = [
  'several',
  'permerror',
  'fail',
  'softfail',
  'neutral',
  'none',
  'temperror',
  'allows-everyone',
  'near-limit',
  'pass',
] as const

type Key = (typeof worstFirst)[number]

type Words = (judged: SpfIdentityFacts, facts: SpfFacts) => string

/** What to do about the identity that counts. */
const mend = (words: Words) => (facts: SpfFacts) => words(worst(facts), facts)

/** A sentence about it, and about the address that was judged where that is not the one that others see. */
const about = (words: Words) => (facts: SpfFacts) => `${words(worst(facts), facts)}${inPlaceOf(facts)}`

/** Whether receivers take mail of the domain from this line's address (SPF, RFC 7208). */
const spfOver = <F extends Family>(family: F, other: Family) =>
  defineCheck<SpfFacts>()({
    id: `names.spf.${family}`,
    stem: 'names.spf',
    title: `The domain lets its mail be sent from this line’s ${spoken[family]} address (SPF).`,
    matters: family === 'v4' ? { send: 'required' } : {},
    revision: 1,
    // Of those who take mail nothing is wanted but the name of the one here: the look at the mail host would come after.
    needs: { line: lineAddress[family], other: maybe(lineAddress[other]), exchangers: maybe(exchangers) },
    budget: budgets.spf,
    moot: ({ domain }) => (domain === undefined ? 'No domain was given (--domain).' : undefined),
    marks: {
      address: 'address',
      otherAddress: 'address',
      domain: 'name',
      record: 'banner',
      explanation: 'banner',
      names: 'name',
      source: 'address',
    },
    answers: {
      pass: {
        verdict: 'pass',
        says: about(
          (judged, { address }) => `${address} may send ${mailOf(judged)}, by ${decider(judged)}.${byName(judged)}`,
        ),
      },
      none: {
        verdict: 'warn',
        fault: 'zone',
        says: about(
          ({ domain }) =>
            `The domain ${domain} has no SPF record. Large receivers want one, or a signature (DKIM), and take little mail without.`,
        ),
        remedy: mend(publish),
      },
      neutral: {
        verdict: 'warn',
        fault: 'zone',
        says: about(
          (judged, { address }) =>
            `The SPF record of ${judged.domain} leaves open whether ${address} may send ${mailOf(judged)}: ${trouble(judged)}.`,
        ),
        remedy: mend(publish),
      },
      softfail: {
        verdict: 'warn',
        fault: 'zone',
        says: about(
          (judged, { address }) =>
            `By the SPF record of ${judged.domain}, ${address} should not send ${mailOf(judged)} (${decider(judged)}): receivers distrust it.`,
        ),
        remedy: mend(publish),
      },
      'allows-everyone': {
        verdict: 'warn',
        fault: 'zone',
        says: about(
          ({ domain, whole: { open } }) =>
            `The SPF record of ${domain} lets everyone pass ("${open?.term}" of ${open?.domain}). It proves nothing, and receivers count that against mail.`,
        ),
        remedy: mend((judged, facts) => {
          const { domain, whole } = judged
          const there =
            whole.open?.domain === domain ? '' : `What ${domain} leads to must be mended there, or left out. `
          return there + publish(judged, facts)
        }),
      },
      'near-limit': {
        verdict: 'warn',
        fault: 'zone',
        says: about((judged, { address }) => `${address} may send ${mailOf(judged)}. ${limits(judged)}`),
        remedy:
          'Take out what sends no mail for the domain any more, and write addresses (ip4:, ip6:) in place of a and mx.',
      },
      fail: {
        verdict: 'fail',
        fault: 'zone',
        says: about(
          (judged, { address }) =>
            `The SPF record of ${judged.domain} forbids ${address} to send ${mailOf(judged)} (${decider(judged)}): receivers refuse it.`,
        ),
        remedy: mend(publish),
      },
      permerror: {
        verdict: 'fail',
        fault: 'zone',
        says: about(
          (judged) =>
            `Receivers cannot use the SPF record of ${judged.domain}, for there is a mistake in ${trouble(judged)}.`,
        ),
        remedy: mend(publish),
      },
      several: {
        verdict: 'fail',
        fault: 'zone',
        says: about((judged) => `Receivers cannot use SPF here: ${trouble(judged)}.`),
        remedy: mend(
          (judged, facts) =>
            `Make one record of them, and remove the others. For this line alone it would be "${proposedRecord(judged, facts)}".`,
        ),
      },
      temperror: {
        verdict: 'unknown',
        says: about(
          (judged, { address }) =>
            `Whether ${address} may send ${mailOf(judged)} could not be found out: ${trouble(judged)}.`,
        ),
        remedy:
          'Run the check again later. If it stays so, the name servers of that domain do not answer; receivers then put mail off.',
      },
    },
    async observe(line, { line: { address: seen }, other: otherLine, exchangers: found }, { domain = '', host }) {
      const isExchanger = (each: string) => exchangerAt(found, family, each) !== undefined
      const { address, privacy } = await mailAddress(line.host, seen, isExchanger)
      const [otherAddress] = await ownAddresses(line.host, otherLine)
      const helo = host ?? exchangerAt(found, family, address)
      const facts = await spfFacts(line, { family, address, otherAddress, domain, helo })
      return { ...facts, ...(privacy && { privacy }) }
    },
    judge: (facts) => keyOf(worst(facts)) ?? 'none',
  })

/** The identity that counts. MAIL FROM where neither is worse. */
function worst({ identities }: SpfFacts): SpfIdentityFacts {
  const ranked = identities
    .flatMap((each) => {
      const key = keyOf(each)
      return key === undefined ? [] : [{ each, rank: worstFirst.indexOf(key) }]
    })
    .toSorted((one, another) => one.rank - another.rank)
  const [first] = ranked.length > 0 ? ranked.map(({ each }) => each) : identities
  if (first === undefined) throw new Error('MAIL FROM is always judged')
  return first
}

function keyOf(judged: SpfIdentityFacts): Key | undefined {
  const { identity, result, decidedBy, whole } = judged
  // Hardly any host has a record, and nobody minds: the domain's own is what counts.
  if (result === 'none') return identity === 'helo' ? undefined : 'none'
  if (result === 'permerror')
    return decidedBy.length === 1 && decidedBy[0]?.reason === 'several-records' ? 'several' : 'permerror'
  if (result !== 'pass') return result
  if (whole.open !== undefined) return 'allows-everyone'
  return isNearLimit(judged) ? 'near-limit' : 'pass'
}

export const namesSpf = { v4: spfOver('v4', 'v6'), v6: spfOver('v6', 'v4') } as const
