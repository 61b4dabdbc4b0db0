import { defineCheck, maybe } from '../../core/check.ts'
import { failures } from '../../core/failure.ts'
import { budgets } from '../budgets.ts'
import { nameServers } from '../looks/name-servers.ts'
import { resolver, type ResolverFacts } from '../looks/resolver.ts'
import { lineAddress } from './address.ts'
import { linePath } from './path.ts'

export interface LineResolverFacts extends ResolverFacts {
  /** Somebody outside answered who is asked by address: the line is up, whatever the resolver says. */
  readonly lineIsUp: boolean
}

/** Endings of a question that somebody gave who was asked. */
const denials: readonly unknown[] = ['name-not-found', 'no-data']

/** Whether names are told as they are: a mail server asks for many, and believes what it is told. */
export const lineResolver = defineCheck<LineResolverFacts>()({
  id: 'line.resolver',
  stem: 'line.resolver',
  title: 'The name server of this machine tells names as they are.',
  matters: { send: 'recommended' },
  revision: 1,
  needs: {
    // Through a tunnel, or from within a hotel's network before the login, it would be another's that is judged.
    path: linePath,
    resolver,
    v4: maybe(lineAddress.v4),
    v6: maybe(lineAddress.v6),
    names4: maybe(nameServers.v4),
    names6: maybe(nameServers.v6),
  },
  budget: budgets.combining,
  marks: { server: 'address', addresses: 'address' },
  answers: {
    honest: {
      verdict: 'pass',
      says: (facts) =>
        `${who(facts)} says of a name that does not exist that it does not. It was not seen to check signatures (DNSSEC).`,
    },
    'honest-and-validating': {
      verdict: 'pass',
      says: (facts) =>
        `${who(facts)} says of a name that does not exist that it does not, and keeps names back whose signatures are bad (DNSSEC).`,
    },
    rewrites: {
      verdict: 'warn',
      fault: 'undetermined',
      says: (facts) =>
        `${who(facts)} has an address for names that nobody has (${invented(facts)}): a mail server would take every mistyped domain for one that exists, and blocklists for full.`,
      remedy:
        'Run a resolver of your own beside the mail server (unbound), or let it ask one that does not do this; the provider may have a switch for it ("search assistance", "error pages").',
    },
    intercepted: {
      verdict: 'warn',
      fault: 'undetermined',
      says: ({ answersFromNowhere }) =>
        `Somebody on the way answers for every name server: a question over ${answersFromNowhere.map(spoken).join(' and ')} to an address where none is was answered. A resolver of your own would not be talking to whom it asks.`,
      remedy:
        'Look in the router for a DNS filter, parental control or "DNS redirection" and switch it off for this machine; if it is none of its doing, ask the provider. Until then let your own resolver ask over TLS (port 853).',
    },
    'no-tcp': {
      verdict: 'warn',
      fault: 'undetermined',
      says: (facts) =>
        `${who(facts)} cannot be asked over TCP: answers that do not fit one packet, such as long keys and signatures, do not arrive.`,
      remedy: 'Run a resolver of your own beside the mail server (unbound), or let it ask one that speaks TCP.',
    },
    failing: {
      verdict: 'fail',
      fault: 'undetermined',
      says: (facts) =>
        `The name server of this machine answers nothing (${failures[facts.failure ?? 'timed-out']}), while others outside can be reached by their addresses: no mail can leave.`,
      remedy:
        'Restart the router, which is what most machines ask; or name another server in the settings of this machine (/etc/resolv.conf), best one of your own (unbound).',
    },
    'lookup-failed': {
      verdict: 'unknown',
      says: ({ failure }) =>
        `What the name server of this machine is like could not be found out${failure === undefined ? '' : `: ${failures[failure]}`}.`,
      remedy: 'Run the check again; if it stays so, see what line.gateway and line.address say.',
    },
  },
  async observe(_line, { resolver: seen, v4, v6, names4, names6 }) {
    const told = [names4, names6].some(
      (names) => names?.answeredFromNowhere === false && names.witnesses.some(({ address }) => address !== undefined),
    )
    return { ...seen, lineIsUp: told || v4 !== undefined || v6 !== undefined }
  },
  judge(facts) {
    const { nobodys, failure, answersFromNowhere, tcp, validates, lineIsUp } = facts
    if (nobodys.some(({ addresses }) => addresses.length > 0)) return 'rewrites'
    if (answersFromNowhere.length > 0) return 'intercepted'
    const denied = nobodys.some((each) => denials.includes(each.failure))
    const answered = denied || failure === undefined || denials.includes(failure)
    if (!answered && lineIsUp) return 'failing'
    if (!denied) return 'lookup-failed'
    if (tcp === false) return 'no-tcp'
    return validates === 'yes' || validates === 'silently' ? 'honest-and-validating' : 'honest'
  },
})

function who({ server }: ResolverFacts): string {
  return server === undefined ? 'The name server of this machine' : `The name server of this machine (${server})`
}

function invented({ nobodys }: ResolverFacts): string {
  return nobodys
    .filter(({ addresses }) => addresses.length > 0)
    .map(({ name, addresses }) => `${name} at ${addresses.slice(0, 2).join(', ')}`)
    .join('; ')
}

function spoken(family: 'v4' | 'v6'): string {
  return family === 'v4' ? 'IPv4' : 'IPv6'
}
