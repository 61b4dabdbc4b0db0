import { defineCheck, maybe } from '../../core/check.ts'
import type { Failure } from '../../core/failure.ts'
import type { Line } from '../../core/line.ts'
import type { Address, Banner, Name } from '../../core/mark.ts'
import { familyOf } from '../../protocols/addresses.ts'
import { isDenial } from '../../protocols/dns/is-denial.ts'
import { lookUp } from '../../protocols/dns/look-up.ts'
import { readSrv } from '../../protocols/srv/read-srv.ts'
import { budgets } from '../budgets.ts'
import { lineAddress } from '../line/address.ts'
import { type HostFacts, hostFacts } from '../looks/exchangers.ts'
import {
  awayWords,
  flawOf,
  flawWords,
  isThere,
  leadsAway,
  offerWords,
  srvRecords,
  unheardWords,
} from './autoconfig-words.ts'
import { ownAddresses } from './own-addresses.ts'

export interface AutoconfigFacts {
  readonly domain: Name
  readonly services: readonly ServiceFacts[]
  /** Hosts that mail programs ask for settings over HTTPS, by their usual names. */
  readonly hosts: readonly HostFacts[]
  /** What could not be looked up, and why. */
  readonly silent: readonly { readonly host: Name; readonly failure: Failure }[]
  readonly own: readonly Address[]
  /** The mail host to publish. */
  readonly wanted: Name
}

export interface ServiceFacts {
  readonly service: string
  readonly text: Banner
  readonly port?: number
  /** Where the service is; `.`: it is not offered (RFC 6186 §3.4). Absent where the record cannot be read. */
  readonly found?: HostFacts
}

/**
 * What a mail program looks for (RFC 6186 §3, RFC 8314 §5.1), and Outlook (`_autodiscover`). Those of POP3 are left out:
 * each costs questions, and nobody who runs a server today needs them.
 */
const services = ['_submissions._tcp', '_submission._tcp', '_imaps._tcp', '_imap._tcp', '_autodiscover._tcp']
/** Thunderbird and its kin, Outlook and its kin. */
const usualHosts = ['autoconfig', 'autodiscover']
/** More under one service are a mistake. */
const mostRecords = 4
/** So that the hosts that are found still have their turn. */
const recordsMs = 3_000

/** Whether mail programs find the server by the domain alone. */
export const namesAutoconfig = defineCheck<AutoconfigFacts>()({
  id: 'names.autoconfig',
  stem: 'names.autoconfig',
  title: 'Mail programs find the server by the address of its user alone (SRV, autoconfig).',
  matters: {},
  revision: 1,
  needs: { v4: maybe(lineAddress.v4), v6: maybe(lineAddress.v6) },
  budget: budgets.names,
  moot: ({ domain }) => (domain === undefined ? 'No domain was given (--domain).' : undefined),
  marks: {
    domain: 'name',
    text: 'banner',
    host: 'name',
    aliases: 'name',
    addresses: 'address',
    own: 'address',
    wanted: 'name',
  },
  answers: {
    published: {
      verdict: 'pass',
      says: (facts) => `Mail programs find where mail of ${facts.domain} is read and sent: ${offerWords(facts)}.`,
    },
    'not-published': {
      verdict: 'pass',
      says: ({ domain }) =>
        `The domain ${domain} does not tell mail programs where mail is read and sent; their users type it in.`,
    },
    malformed: {
      verdict: 'warn',
      fault: 'zone',
      says: (facts) => `A record that tells mail programs where to go is not sound: ${flawWords(facts)}.`,
      remedy: (facts) => `Publish ${srvRecords(facts)}.`,
    },
    'points-elsewhere': {
      verdict: 'warn',
      fault: 'zone',
      says: (facts) =>
        `Mail programs are led elsewhere than to this line${facts.own.length === 0 ? '' : ` (${facts.own.join(' or ')})`}: ${awayWords(facts)}.`,
      remedy: (facts) => `If mail is meant to be read and sent here, publish ${srvRecords(facts)}.`,
    },
    'lookup-failed': {
      verdict: 'unknown',
      says: (facts) =>
        `What the domain ${facts.domain} tells mail programs could not be looked up (${unheardWords(facts)}).`,
      remedy: 'Run the check again later; if it stays so, the name servers of the domain do not answer.',
    },
  },
  async observe(line, { v4, v6 }, { domain = '', host }) {
    const [found, hosts] = await Promise.all([
      Promise.all(services.map((service) => servicesAt(line, service, domain))),
      Promise.all(usualHosts.map((usual) => hostFacts(line, `${usual}.${domain}`))),
    ])
    return {
      domain,
      services: found.flatMap((each) => each.services),
      hosts,
      silent: [...found.flatMap((each) => each.silent), ...hosts.flatMap(silenceOf)],
      own: await ownAddresses(line.host, v4, v6),
      wanted: host ?? `mail.${domain}`,
    }
  },
  judge({ services: told, hosts, silent, own }) {
    if (told.some((each) => flawOf(each) !== undefined)) return 'malformed'
    if (told.some((each) => leadsAway(each, own))) return 'points-elsewhere'
    if (told.some(({ found }) => found?.host !== '.') || hosts.some(isThere)) return 'published'
    return silent.length > 0 ? 'lookup-failed' : 'not-published'
  },
})

async function servicesAt(line: Line, service: string, domain: string) {
  const name = `${service}.${domain}`
  const found = await lookUp(line.within(recordsMs), name, 'SRV')
  if (!found.ok) return { services: [], silent: isDenial(found) ? [] : [{ host: name, failure: found.failure }] }
  const told = found.value.data.slice(0, mostRecords).map(async (text): Promise<ServiceFacts> => {
    const read = readSrv(text)
    if (read === undefined) return { service, text }
    const { port, host } = read
    // An address where a name must be is nothing to look up.
    const known = familyOf(host) === undefined ? await hostFacts(line, host) : unasked(host)
    return { service, text, port, found: known }
  })
  return { services: await Promise.all(told), silent: [] }
}

function unasked(host: string): HostFacts {
  const none = { addresses: [], failure: 'no-data', authentic: false } as const
  return { host, aliases: [], v4: none, v6: none }
}

function silenceOf({ host, v4, v6 }: HostFacts): AutoconfigFacts['silent'] {
  const failure = [v4.failure, v6.failure].find(
    (each) => each !== undefined && each !== 'no-data' && each !== 'name-not-found',
  )
  return failure === undefined ? [] : [{ host, failure }]
}
