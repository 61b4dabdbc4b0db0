import { defineCheck, maybe } from '../../core/check.ts'
import { type Failure, failures } from '../../core/failure.ts'
import type { Address, Name } from '../../core/mark.ts'
import { familyOf } from '../../protocols/addresses.ts'
import { budgets } from '../budgets.ts'
import { lineAddress } from '../line/address.ts'
import { type ExchangerFacts, exchangers, type ExchangersFacts, type HostFacts } from '../looks/exchangers.ts'
import { seeLater, unseenHere } from './differs-words.ts'
import { hostWords, mxRecords, namesOf, ownWords } from './mx-words.ts'
import { ownAddresses } from './own-addresses.ts'
import { type Whereabouts, whereaboutsOf } from './whereabouts.ts'

export interface MxFacts {
  readonly domain: Name
  /** Why there are no MX records. */
  readonly failure?: Failure
  /** Lowest preference first. */
  readonly exchangers: readonly ExchangerFacts[]
  /** Only the zone's own name servers have the MX records. */
  readonly resolverDiffers?: true
  /** Where the domain itself is, looked up only without MX records: it is then its own exchanger (RFC 5321 §5.1). */
  readonly itself?: HostFacts
  /** What others see this line under, as far as it is known. */
  readonly own: readonly Address[]
  /** The mail host to publish where there is none: the one that was named, else a usual name. */
  readonly wanted: Name
}

/** What makes an exchanger useless to senders, whatever line it is on. */
type Flaw = 'address-literal' | 'alias' | 'dangling' | 'private'

/** Whether mail for the domain is led to this line. */
export const namesMx = defineCheck<MxFacts>()({
  id: 'names.mx',
  stem: 'names.mx',
  title: 'Mail for the domain is led to this line (MX).',
  matters: { receive: 'required' },
  revision: 1,
  needs: { exchangers, v4: maybe(lineAddress.v4), v6: maybe(lineAddress.v6) },
  budget: budgets.combining,
  moot: ({ domain }) => (domain === undefined ? 'No domain was given (--domain).' : undefined),
  marks: { domain: 'name', host: 'name', aliases: 'name', addresses: 'address', own: 'address', wanted: 'name' },
  answers: {
    'points-here': {
      verdict: 'pass',
      says: ({ domain, exchangers: hosts }) => `Mail for ${domain} is led to ${hostWords(hosts)}, which is this line.`,
    },
    implicit: {
      verdict: 'pass',
      says: ({ domain }) =>
        `The domain ${domain} has no MX record, but its own address is this line's, and senders bring mail there.`,
    },
    'resolver-differs': {
      verdict: 'warn',
      fault: 'undetermined',
      says: ({ domain, exchangers: hosts }) =>
        `Mail for ${domain} is led to ${hostWords(hosts)}, which is this line, but not everybody may know. ${unseenHere(`the MX record of ${domain}`)}`,
      remedy: seeLater,
    },
    'points-elsewhere': {
      verdict: 'warn',
      fault: 'zone',
      says: (facts) =>
        `Mail for ${facts.domain} is led to ${hostWords(takers(facts))}, not to this line (${ownWords(facts)}).`,
      remedy: (facts) =>
        `As long as mail is meant to go there, leave it so. For mail to come in here, publish ${mxRecords(facts)}.`,
    },
    'partly-elsewhere': {
      verdict: 'warn',
      fault: 'zone',
      says: (facts) =>
        `Of the places that mail for ${facts.domain} is led to, some are not this line: ${sorted(facts)}.`,
      remedy:
        'Where that is a second mail server on purpose, it must refuse the same spam and know the same users. Otherwise take away what leads elsewhere.',
    },
    'partly-unusable': {
      verdict: 'warn',
      fault: 'zone',
      says: (facts) =>
        `Some of the MX records of ${facts.domain} are of no use: ${flawedWords(facts)}. Senders go on to the others.`,
      remedy: 'Mend these MX records, or take them away: they delay mail, and some senders give up on them.',
    },
    missing: {
      verdict: 'fail',
      fault: 'zone',
      says: ({ domain, failure }) =>
        failure === 'name-not-found'
          ? `The domain ${domain} does not exist in the DNS, so nobody can send mail to it.`
          : `The domain ${domain} has neither an MX record nor an address, so nobody can send mail to it.`,
      remedy: (facts) =>
        `${facts.failure === 'name-not-found' ? 'See that the domain is registered and spelled right. Then publish' : 'Publish'} ${mxRecords(facts)}.`,
    },
    'null-mx': {
      verdict: 'fail',
      fault: 'zone',
      says: ({ domain, exchangers: hosts }) =>
        `The domain ${domain} says that it takes no mail ("0 ."${hosts.length > 1 ? ', beside other MX records' : ''}): senders refuse to write to it, and many take no mail from it.`,
      remedy: (facts) => `Take away the MX record "0 .", and publish ${mxRecords(facts)}.`,
    },
    alias: {
      verdict: 'fail',
      fault: 'zone',
      says: (facts) =>
        `An MX record of ${facts.domain} names an alias (CNAME): ${flawedWords(facts)}. It must name the host itself, and some senders bring no mail to an alias.`,
      remedy: (facts) => `Let the MX record name ${truly(facts)}, or replace the CNAME by A and AAAA records.`,
    },
    'address-literal': {
      verdict: 'fail',
      fault: 'zone',
      says: (facts) =>
        `An MX record of ${facts.domain} has an address where a name must be (${namesOf(facts.exchangers)}), and nobody finds that.`,
      remedy: (facts) => `Publish ${mxRecords(facts)} instead.`,
    },
    dangling: {
      verdict: 'fail',
      fault: 'zone',
      says: (facts) => `An MX record of ${facts.domain} leads nowhere: ${flawedWords(facts)}.`,
      remedy: (facts) => `Give that host an address, or publish ${mxRecords(facts)} instead.`,
    },
    private: {
      verdict: 'fail',
      fault: 'zone',
      says: (facts) =>
        `Mail for ${facts.domain} is led to an address that only works within a network: ${hostWords(takers(facts))}. Nobody outside can bring any.`,
      remedy: (facts) => `Publish the public address of this line: ${mxRecords(facts)}.`,
    },
    'not-compared': {
      verdict: 'unknown',
      says: (facts) =>
        `Mail for ${facts.domain} is led to ${hostWords(takers(facts))}. Whether that is this line is not known, for its public address is not.`,
      remedy: 'See what line.address says, then run the check again.',
    },
    'lookup-failed': {
      verdict: 'unknown',
      says: (facts) => `Who takes mail for ${facts.domain} could not be looked up: ${unheardWords(facts)}.`,
      remedy: 'Run the check again later; if it stays so, the name servers of the domain do not answer.',
    },
  },
  async observe(line, { exchangers: found, v4, v6 }, { domain = '', host }) {
    const { failure, itself, resolverDiffers } = found
    return {
      domain,
      ...(failure !== undefined && { failure }),
      exchangers: found.exchangers,
      ...(resolverDiffers && { resolverDiffers }),
      ...(itself !== undefined && { itself }),
      own: await ownAddresses(line.host, v4, v6),
      wanted: host ?? `mail.${domain}`,
    }
  },
  judge(facts) {
    const { failure, exchangers: hosts, itself, own } = facts
    if (failure !== undefined && failure !== 'name-not-found' && failure !== 'no-data') return 'lookup-failed'
    if (hosts.some(({ host }) => host === '.')) return 'null-mx'
    if (hosts.length === 0) return itself === undefined ? 'missing' : alone(whereaboutsOf(itself, own))
    const [firstFlaw] = hosts.flatMap((host) => flawOf(host, own) ?? [])
    const sound = hosts.filter((host) => flawOf(host, own) === undefined)
    if (sound.length === 0 && firstFlaw !== undefined) return firstFlaw
    const places = new Set(sound.map((host) => whereaboutsOf(host, own)))
    if (places.has('partly-here') || (places.has('here') && places.has('elsewhere'))) return 'partly-elsewhere'
    if (firstFlaw !== undefined) return 'partly-unusable'
    if (places.has('not-asked')) return 'lookup-failed'
    if (places.has('elsewhere')) return 'points-elsewhere'
    if (places.has('not-comparable')) return 'not-compared'
    return facts.resolverDiffers === true ? 'resolver-differs' : 'points-here'
  },
})

/** What a domain comes to that is its own exchanger. */
function alone(place: Whereabouts) {
  const answers = {
    here: 'implicit',
    'partly-here': 'partly-elsewhere',
    elsewhere: 'points-elsewhere',
    'not-comparable': 'not-compared',
    private: 'private',
    nowhere: 'missing',
    'not-asked': 'lookup-failed',
  } as const
  return answers[place]
}

function flawOf(host: ExchangerFacts, own: readonly Address[]): Flaw | undefined {
  if (familyOf(host.host) !== undefined) return 'address-literal'
  const place = whereaboutsOf(host, own)
  if (place === 'nowhere') return 'dangling'
  // RFC 5321 §5.1: an alias "lies outside the scope of this Standard"; RFC 2181 §10.3 forbids it.
  if (host.aliases.length > 0) return 'alias'
  return place === 'private' ? 'private' : undefined
}

function takers({ exchangers: hosts, itself }: Pick<ExchangersFacts, 'exchangers' | 'itself'>): readonly HostFacts[] {
  return hosts.length === 0 && itself !== undefined ? [itself] : hosts
}

function flawedWords({ exchangers: hosts, own }: MxFacts): string {
  const words = {
    'address-literal': () => 'is an address, not a name',
    alias: ({ aliases }: HostFacts) => `is an alias of ${aliases.at(-1)}`,
    dangling: () => 'has no address',
    private: (host: HostFacts) =>
      `has only addresses that work within a network (${host.v4.addresses[0] ?? host.v6.addresses[0]})`,
  }
  return hosts
    .flatMap((host) => {
      const flaw = flawOf(host, own)
      return flaw === undefined ? [] : [`${host.host} ${words[flaw](host)}`]
    })
    .join('; ')
}

/** What the aliases among the exchangers truly are. */
function truly({ exchangers: hosts }: MxFacts): string {
  return hosts.flatMap(({ aliases }) => aliases.at(-1) ?? []).join(', ')
}

function sorted(facts: MxFacts): string {
  const spoken: Partial<Record<Whereabouts, string>> = {
    here: 'here',
    'partly-here': 'here with one address and elsewhere with another',
    elsewhere: 'elsewhere',
  }
  return takers(facts)
    .map((host) => {
      const place = spoken[whereaboutsOf(host, facts.own)]
      return `${hostWords([host])}${place === undefined ? '' : ` is ${place}`}`
    })
    .join('; ')
}

function unheardWords(facts: MxFacts): string {
  if (facts.failure !== undefined && facts.itself === undefined) return failures[facts.failure]
  const silent = takers(facts).find((host) => whereaboutsOf(host, facts.own) === 'not-asked')
  const why =
    silent?.v4.failure === 'no-data' || silent?.v4.failure === 'name-not-found' ? silent.v6.failure : silent?.v4.failure
  return `of ${silent?.host ?? facts.domain}, ${failures[why ?? 'lookup-failed']}`
}
