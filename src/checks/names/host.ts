import { defineCheck, maybe } from '../../core/check.ts'
import { type Failure, failures } from '../../core/failure.ts'
import type { Address, Name } from '../../core/mark.ts'
import { familyOf, sameAddress } from '../../protocols/addresses.ts'
import { budgets } from '../budgets.ts'
import { lineAddress } from '../line/address.ts'
import { type DialBackFacts, dialBack } from '../looks/dial-back.ts'
import { exchangers, type HostFacts } from '../looks/exchangers.ts'
import { mailHost } from '../looks/mail-host.ts'
import { takersOf } from '../looks/takers-of.ts'
import { seeLater, unseenHere } from './differs-words.ts'
import { addressRecords, addressWords, ownWords } from './mx-words.ts'
import { ownAddresses } from './own-addresses.ts'
import { type Whereabouts, whereaboutsOf } from './whereabouts.ts'

export interface HostCheckFacts {
  /** Absent where none was named, and the domain has none. */
  readonly found?: HostFacts
  /** Why the domain has none. */
  readonly failure?: Failure
  /** What others see this line under, as far as it is known. */
  readonly own: readonly Address[]
  /** The probe dialled port 25 of this line's IPv6 address, which the host has published, and nobody answered. */
  readonly closedOverV6: boolean
  /** The host that the records to publish are for. */
  readonly wanted: Name
}

const smtp = 25
const shut: readonly (string | undefined)[] = ['refused', 'timed-out', 'unreachable']

/** Whether the name of the mail host leads to this line, in both families. */
export const namesHost = defineCheck<HostCheckFacts>()({
  id: 'names.host',
  stem: 'names.host',
  title: 'The name of the mail host leads to this line.',
  matters: { receive: 'required' },
  revision: 1,
  needs: {
    mailHost,
    exchangers,
    v4: maybe(lineAddress.v4),
    v6: maybe(lineAddress.v6),
    dialBack: maybe(dialBack.v6),
  },
  budget: budgets.combining,
  moot: ({ domain, host }) =>
    domain === undefined && host === undefined
      ? 'Neither a domain nor a host was given (--domain, --host).'
      : undefined,
  marks: { host: 'name', aliases: 'name', addresses: 'address', own: 'address', wanted: 'name' },
  answers: {
    'points-here': {
      verdict: 'pass',
      says: (facts) => `The mail host ${spoken(facts)} is this line.`,
    },
    'resolver-differs': {
      verdict: 'warn',
      fault: 'undetermined',
      says: (facts) =>
        `The mail host ${spoken(facts)} is this line, but not everybody may know. ${unseenHere(`its ${unseenOf(facts)} record`)}`,
      remedy: seeLater,
    },
    'v6-published-but-closed': {
      verdict: 'warn',
      fault: 'undetermined',
      says: (facts) =>
        `The mail host ${hostOf(facts)} has this line's IPv6 address published, and nobody gets through to port 25 there. Senders that try IPv6 first lose time, and some try nothing else.`,
      remedy: (facts) =>
        `Open TCP port 25 for this machine in the router's IPv6 firewall. Until then take away the AAAA record of ${hostOf(facts)}: mail gets by without.`,
    },
    'partly-elsewhere': {
      verdict: 'warn',
      fault: 'zone',
      says: (facts) =>
        `The mail host ${spoken(facts)} is this line with some addresses, and not with others (this line is ${ownWords(facts)}).`,
      remedy: (facts) => `Take away the addresses that are not this line's: only ${records(facts)} should be left.`,
    },
    'points-elsewhere': {
      verdict: 'fail',
      fault: 'zone',
      says: (facts) => `The mail host ${spoken(facts)} is not this line (${ownWords(facts)}).`,
      remedy: (facts) =>
        `Publish ${records(facts)}. Where the address of this line changes, let the router or a program here report it (dynamic DNS). If the mail server is meant to be elsewhere, run the check there.`,
    },
    missing: {
      verdict: 'fail',
      fault: 'zone',
      says: (facts) =>
        facts.found === undefined
          ? 'No mail host was named, and the domain has none.'
          : isLiteral(facts.found)
            ? `In the MX record an address (${facts.found.host}) stands where the name of the mail host must be, and nobody finds that.`
            : facts.found.v4.failure === 'name-not-found'
              ? `The mail host ${hostOf(facts)} does not exist in the DNS.`
              : `The mail host ${hostOf(facts)} has no address in the DNS.`,
      remedy: (facts) => `Publish ${records(facts)}.`,
    },
    private: {
      verdict: 'fail',
      fault: 'zone',
      says: (facts) =>
        `The mail host ${spoken(facts)} only has addresses that work within a network; nobody outside gets there.`,
      remedy: (facts) =>
        `Publish ${records(facts)}. If the DNS at home answers otherwise than the public one on purpose, run the check with another resolver (--resolver).`,
    },
    'not-compared': {
      verdict: 'unknown',
      says: (facts) =>
        `Whether the mail host ${spoken(facts)} is this line is not known, for the public address of this line is not.`,
      remedy: 'See what line.address says, then run the check again.',
    },
    'lookup-failed': {
      verdict: 'unknown',
      says: (facts) =>
        `${facts.found === undefined ? 'Which host takes mail for the domain' : `The address of the mail host ${hostOf(facts)}`} could not be looked up: ${failures[silence(facts) ?? 'lookup-failed']}.`,
      remedy: 'Run the check again later; if it stays so, the name servers of the domain do not answer.',
    },
  },
  async observe(line, { mailHost: named, exchangers: takers, v4, v6, dialBack: dialled }, { domain, host }) {
    // Without MX records the domain is its own mail host.
    const found = hostIn(named) ?? takersOf(takers)[0]
    return {
      ...(found !== undefined && { found }),
      ...(found === undefined && takers.failure !== undefined && { failure: takers.failure }),
      own: await ownAddresses(line.host, v4, v6),
      closedOverV6:
        v6 !== undefined &&
        found?.v6.addresses.some((address) => sameAddress(address, v6.address)) === true &&
        isShut(dialled),
      wanted: host ?? (found === undefined || isLiteral(found) ? `mail.${domain ?? ''}` : found.host),
    }
  },
  judge(facts) {
    const { found, own, failure, closedOverV6 } = facts
    if (found === undefined) return failure === undefined || isDenied(failure) ? 'missing' : 'lookup-failed'
    const answer = answers[whereaboutsOf(found, own)]
    if (answer !== 'points-here') return answer
    if (closedOverV6) return 'v6-published-but-closed'
    return unseenOf(facts) === '' ? 'points-here' : 'resolver-differs'
  },
})

const answers = {
  here: 'points-here',
  'partly-here': 'partly-elsewhere',
  elsewhere: 'points-elsewhere',
  'not-comparable': 'not-compared',
  private: 'private',
  nowhere: 'missing',
  'not-asked': 'lookup-failed',
} as const satisfies Record<Whereabouts, string>

function hostIn({ host, aliases, v4, v6 }: Partial<HostFacts>): HostFacts | undefined {
  return host === undefined || aliases === undefined || v4 === undefined || v6 === undefined
    ? undefined
    : { host, aliases, v4, v6 }
}

/** There was a server or a listener on 25, the probe dialled it, and it got nowhere. */
function isShut(dialled: DialBackFacts | undefined): boolean {
  const seen = dialled?.call === 'done' ? dialled.ports.find(({ port }) => port === smtp) : undefined
  return seen !== undefined && seen.behind !== 'nothing' && !seen.arrived && shut.includes(seen.result)
}

function isDenied(failure: Failure | undefined): boolean {
  return failure === 'name-not-found' || failure === 'no-data'
}

function silence({ found, failure }: HostCheckFacts): Failure | undefined {
  return found === undefined ? failure : isDenied(found.v4.failure) ? found.v6.failure : found.v4.failure
}

function isLiteral({ host }: HostFacts): boolean {
  return familyOf(host) !== undefined
}

function hostOf({ found, wanted }: HostCheckFacts): Name {
  return found?.host ?? wanted
}

function spoken(facts: HostCheckFacts): string {
  return `${hostOf(facts)}${facts.found === undefined ? '' : addressWords(facts.found)}`
}

/** The records of the host that only the zone's own name servers have: `A`, `A and AAAA`. */
function unseenOf({ found }: HostCheckFacts): string {
  const types = [...(found?.v4.resolverDiffers ? ['A'] : []), ...(found?.v6.resolverDiffers ? ['AAAA'] : [])]
  return types.join(' and ')
}

/** To publish, in the families that this line is known to have. */
function records({ wanted, own }: HostCheckFacts): string {
  return addressRecords(wanted, own).join(' and ')
}
