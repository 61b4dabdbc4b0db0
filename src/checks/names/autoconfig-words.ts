import { failures } from '../../core/failure.ts'
import { familyOf } from '../../protocols/addresses.ts'
import type { AutoconfigFacts, ServiceFacts } from './autoconfig.ts'
import { addressRecords, addressWords } from './mx-words.ts'
import { whereaboutsOf } from './whereabouts.ts'

const asWanted = ['_submissions._tcp', '_imaps._tcp'] as const
/** Both within TLS (RFC 8314 §3). */
const ports: Readonly<Record<(typeof asWanted)[number], number>> = { '_submissions._tcp': 465, '_imaps._tcp': 993 }

/** What is wrong with a record; undefined where nothing is. */
export function flawOf({ text, found, port }: ServiceFacts): string | undefined {
  if (found === undefined) return `"${text}" is no SRV record`
  if (found.host === '.') return undefined
  if (port === 0) return 'its port is 0'
  if (familyOf(found.host) !== undefined) return `it has an address (${found.host}) where a name must be`
  const place = whereaboutsOf(found, [])
  if (place === 'nowhere') return `${found.host} has no address`
  // RFC 2782, "Target": "the name MUST NOT be an alias".
  return found.aliases.length > 0 ? `${found.host} is an alias of ${found.aliases.at(-1)}` : undefined
}

export function flawWords({ domain, services }: AutoconfigFacts): string {
  return services
    .flatMap((each) => {
      const flaw = flawOf(each)
      return flaw === undefined ? [] : [`of ${each.service}.${domain}, ${flaw}`]
    })
    .join('; ')
}

/** Leads to a web page with settings, which may be anywhere. */
const webService = '_autodiscover._tcp'

/** A record that leads to another place than this line. */
export function leadsAway(each: ServiceFacts, own: AutoconfigFacts['own']): boolean {
  if (each.found === undefined || each.service === webService || flawOf(each) !== undefined) return false
  const place = whereaboutsOf(each.found, own)
  return place === 'elsewhere' || place === 'private'
}

export function awayWords({ services, own }: AutoconfigFacts): string {
  return services
    .filter((each) => leadsAway(each, own))
    .map(({ service, found }) => `${service} to ${found?.host}${found === undefined ? '' : addressWords(found)}`)
    .join(', ')
}

/** `_imaps._tcp (mail.example.org, port 993), autoconfig.example.org` */
export function offerWords({ services, hosts }: AutoconfigFacts): string {
  const offered = services
    .filter(({ found }) => found !== undefined && found.host !== '.')
    .map(({ service, found, port }) => `${service} (${found?.host}, port ${port})`)
  return [...offered, ...hosts.filter(isThere).map(({ host }) => host)].join(', ')
}

export function isThere({ v4, v6 }: AutoconfigFacts['hosts'][number]): boolean {
  return v4.addresses.length + v6.addresses.length > 0
}

/** The records to publish, as they stand in a zone file. */
export function srvRecords({ domain, wanted, own }: AutoconfigFacts): string {
  const services = asWanted.map((service) => `"${service}.${domain}. SRV 0 1 ${ports[service]} ${wanted}."`)
  return [...services, ...addressRecords(wanted, own)].join(', ')
}

export function unheardWords({ silent }: AutoconfigFacts): string {
  return silent.map(({ host, failure }) => `${host}: ${failures[failure]}`).join('; ')
}
