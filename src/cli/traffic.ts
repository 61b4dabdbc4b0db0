import type { Asked, Blocklist } from '../core/asked.ts'
import type { Endpoint } from '../core/line.ts'
import { shown } from '../core/traced.ts'
import { familyOf } from '../protocols/addresses.ts'
import { controlPort } from '../wire/control-port.ts'
import { mailPorts } from '../wire/mail-port.ts'

const dnsPort = 53

/** Who is asked what, in the order in which it happens. */
export interface Traffic {
  readonly who: string
  readonly what: string
}

/** What a run with these settings would send, and to whom. Pure: asks nobody. */
export function trafficOf(asked: Asked, resolvers: readonly Endpoint[], mayAlterRouter = false): readonly Traffic[] {
  const hosts = [
    ...(asked.addressWitnesses ?? []).map(({ server }) => server.v4 ?? server.name),
    ...[...asked.probes, ...asked.stun, ...asked.servers, ...(asked.relay ? [asked.relay] : [])].map(
      ({ host }) => host,
    ),
    ...(asked.portal ? [new URL(asked.portal.url).hostname] : []),
  ]
  // An address needs no looking up.
  const named = hosts.filter((host) => familyOf(host) === undefined)
  return [
    { who: 'this machine', what: 'its interfaces, routes and open sockets are read; nothing is sent for that.' },
    ...resolvers.map((server) => ({
      who: shown(server),
      what: `name server: asked for the addresses of ${[...new Set(named)].join(', ') || 'nobody'}.`,
    })),
    {
      who: 'your name server, once more',
      what: `${[
        'two names that nobody has',
        ...(asked.validation
          ? [`${asked.validation.signed} and ${asked.validation.bogus}, which tell whether it checks signatures`]
          : []),
        ...(asked.domain === undefined
          ? []
          : [
              `the names of ${asked.domain}, of the domains above it (DMARC, CAA), and of who gets its reports; what it does not find is asked of that zone's own name servers`,
            ]),
      ].join('; ')}.`,
    },
    ...asked.probes.map(({ host, port }) => ({
      who: `${host}, port ${port}`,
      what: `probe: a session over HTTPS for each family, a connection to its mail ports (${mailPorts.join(', ')}), 8 KiB each way on one of them, and it is asked to dial back to this line's mail ports and a high one (${controlPort}). It sees your address.`,
    })),
    ...asked.stun.map(({ host, port }) => ({
      who: `${host}, UDP port ${port}`,
      what: 'STUN server: asked which address it sees this line under.',
    })),
    ...asked.servers.map(({ host, port }) => ({
      who: `${host}, port ${port}`,
      what: 'mail server: its greeting is read, no mail is sent. It is the second witness for this port.',
    })),
    ...(asked.relay === undefined
      ? []
      : [
          {
            who: `${asked.relay.host}, port ${asked.relay.port}`,
            what: 'your relay: its greeting is read, and whether it offers TLS; no mail is sent.',
          },
        ]),
    ...(asked.portal === undefined
      ? []
      : [{ who: asked.portal.url, what: 'web page: read once; a network that wants a login first answers for it.' }]),
    ...(asked.addressWitnesses ?? []).map(({ server, question }) => ({
      who: `${server.name}, port ${dnsPort}`,
      what: `name server: asked for ${question}, which tells the address that it is asked from.`,
    })),
    ...(asked.domain === undefined ? [] : (asked.validation?.resolvers ?? [])).map((address) => ({
      who: `${address}, port ${dnsPort}`,
      what: `public resolver: asked for ${asked.domain} and two known names, where yours does not check signatures (DNSSEC) and the domain has some.`,
    })),
    {
      who: 'a documentation address (192.0.2.53, 2001:db8::53)',
      what: 'one question for example.com: nobody is there, so an answer comes from somebody on the way.',
    },
    {
      who: 'Team Cymru, by way of your name server, and the registry of your address (RIPE, ARIN, …) over HTTPS',
      what: 'who announces the network of your public address, and whom it is registered for.',
    },
    ...(asked.blocklists ?? [])
      .map((list) => ({ ...list, about: aboutOf(list, asked) }))
      .filter(({ about }) => about !== '')
      .map(({ name, zone, shownAs = zone, about }) => ({
        who: `${name} (${shownAs}), by way of your name server`,
        what: `blocklist: asked whether ${about} on it, and for its two test entries.`,
      })),
    ...(asked.domain === undefined
      ? []
      : [
          {
            who: `the mail hosts of ${asked.domain}, port 25`,
            what: 'mail servers, three at most: their greeting and their certificate are read (STARTTLS), no mail is sent.',
          },
          {
            who: `https://mta-sts.${asked.domain}`,
            what: 'web page: the MTA-STS policy, where a record announces one.',
          },
        ]),
    ...(asked.portCheckers ?? []).map(({ url }) => ({
      who: url,
      what: `port checker: asked to connect to this line's mail ports (${mailPorts.join(', ')}). It sees your address.`,
    })),
    ...(asked.globalping === undefined
      ? []
      : [
          {
            who: asked.globalping.base,
            what: `Globalping: volunteers' machines connect to port 25 of a known server, and to this line's mail ports. It is told your public address, and keeps what was measured for seven days, for whoever knows its number.`,
          },
        ]),
    {
      who: "your provider's box",
      what: 'two pages and a UPnP question, at the router alone, which a Bbox, a Freebox or a FRITZ!Box answers without a password.',
    },
    {
      who: 'your router',
      what: `asked, in your own network, whether it understands UPnP, NAT-PMP and PCP, which address it has outside, and where its table leads the mail ports.${
        mayAlterRouter
          ? ` It is asked to open the mail ports that are shut, and port ${controlPort}, for a moment, and to close them again; the probe is asked a second time.`
          : ' Nothing is changed there.'
      }`,
    },
    {
      who: 'the routers on the way',
      what: 'a few pings to your own public address, and to one of the above, that may pass one to three routers only.',
    },
  ]
}

/** What of this line a list is asked about; empty where it is nothing. */
function aboutOf({ of }: Blocklist, { domain }: Asked): string {
  const families = [of.includes('v4') ? 'IPv4' : '', of.includes('v6') ? 'IPv6' : ''].filter((family) => family !== '')
  const addresses = families.length === 0 ? '' : `your public ${families.join(' and ')} address`
  const named = of.includes('domain') && domain !== undefined ? domain : ''
  const about = [addresses, named].filter((each) => each !== '').join(' and ')
  return about === '' ? '' : `${about} is`
}
