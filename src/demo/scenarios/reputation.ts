import { provider } from '../addresses.ts'
import { homeDomain } from '../names/home-zones.ts'
import { listed, lists } from '../names/lists.ts'
import type { Differences } from '../names/zone.ts'
import type { Scenario } from '../scenario.ts'
import { good } from './good.ts'
import { domainWithoutServer } from './on-names.ts'

const own = provider.customer
const cannotSend = { abilities: { ...good.abilities, send: 'no' }, verdict: 'not-ready' } as const
const notKnown = { abilities: { ...good.abilities, send: 'unknown' }, verdict: 'undetermined' } as const

/** A good line of which others say something. */
const said = (records: Differences): Pick<Scenario, 'line' | 'abilities' | 'verdict'> => ({
  line: { records },
  abilities: good.abilities,
  verdict: good.verdict,
})

/** The entry that every list has, by which one that is alive is told (RFC 5782 §5). */
const testPoint = listed('127.0.0.2', lists.zen)

/** Lines whose address or domain has a name of its own among those who take mail. */
export const reputation: readonly Scenario[] = [
  {
    name: 'listed-as-a-home-line',
    title: 'The address is on a list of lines that are not supposed to send mail, from which one may take it off.',
    ...said({ [listed(own, lists.zen)]: { A: ['127.0.0.11'] } }),
    answers: { ...good.answers, 'reputation.policy.v4': 'listed' },
    ...cannotSend,
  },
  {
    name: 'listed',
    title: 'Bad mail has come from the address, as lists say that most receivers heed.',
    ...said({ [listed(own, lists.zen)]: { A: ['127.0.0.4'] }, [listed(own, lists.small)]: { A: ['127.0.0.2'] } }),
    answers: { ...good.answers, 'reputation.abuse.v4': 'listed' },
    ...cannotSend,
  },
  {
    name: 'listed-by-few',
    title: 'Bad mail has come from the address, as a list says that few receivers heed.',
    ...said({ [listed(own, lists.small)]: { A: ['127.0.0.2'] } }),
    answers: { ...good.answers, 'reputation.abuse.v4': 'listed-minor' },
  },
  {
    name: 'lists-refuse',
    title: 'The lists do not answer whoever asks by way of this resolver.',
    ...said({ [testPoint]: { A: ['127.255.255.254'] } }),
    answers: { ...good.answers, 'reputation.policy.v4': 'refused', 'reputation.abuse.v4': 'refused' },
    ...notKnown,
  },
  {
    name: 'lists-dead',
    title: 'The list that counts is dead: it does not even know its own test entry.',
    ...said({ [testPoint]: { A: [] } }),
    answers: { ...good.answers, 'reputation.policy.v4': 'no-witness', 'reputation.abuse.v4': 'no-witness' },
    ...notKnown,
  },
  {
    name: 'domain-listed',
    title: 'The domain is on a list of domains that bad mail is about.',
    ...said({}),
    line: { named: { domain: homeDomain }, records: { [listed(homeDomain, lists.domains)]: { A: ['127.0.1.2'] } } },
    answers: {
      ...good.answers,
      ...domainWithoutServer,
      'reputation.domain': 'listed',
      'names.dkim': 'not-proved',
    },
  },
  {
    name: 'turned-away',
    title: 'Large receivers greet the line with a refusal.',
    line: { receivers: 'turn-away' },
    answers: { ...good.answers, 'reputation.receivers': 'turned-away' },
    abilities: good.abilities,
    verdict: good.verdict,
  },
]
