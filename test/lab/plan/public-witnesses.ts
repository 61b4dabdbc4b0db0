import { addressWitnesses } from '../../../src/knowledge/address-witnesses.ts'
import { portalPage } from '../../../src/knowledge/witnesses.ts'
import { type Addresses, hosts, provider, stunPort } from '../addresses.ts'
import type { WorldSpec } from '../spec.ts'
import type { Additions } from './additions.ts'
import { addresses } from './ground.ts'
import type { Programs } from './plan.ts'
import type { WhoamiSettings } from './whoami-settings.ts'

/** Which hosts of the lab play the hosts that everybody knows. Those of a kind are in the order in which they are asked. */
const played: Readonly<Record<string, Addresses>> = {
  'stun.l.google.com': hosts.stunThird,
  'stun.nextcloud.com': hosts.stun,
  'stun.framasoft.org': hosts.stunSecond,
  'aspmx.l.google.com': hosts.mx,
  'outlook-com.olc.protection.outlook.com': hosts.mx2,
  'mail.gmx.net': hosts.mx2,
  'imap.gmx.net': hosts.mx2,
  [new URL(portalPage.url).hostname]: hosts.portal,
}

/** Google's STUN server listens on a port of its own. */
const googleStun = { host: hosts.stunThird, port: 19_302 }

/** Name servers that tell who asks. Those whose addresses are known wear them here as well. */
const nameServers = addressWitnesses.map(({ server, question, types }, index) => ({
  name: server.name,
  v4: server.v4 ?? `25.198.51.${54 + index}`,
  v6: server.v6 ?? `2a25:198:51::${54 + index}`,
  question,
  types: Object.values(types),
}))

/** What the names of the public witnesses lead to, as lines of a zone file. */
export function publicRecords({ witnesses, announcedBy }: WorldSpec): string[] {
  return [
    ...(witnesses === undefined ? [] : [...Object.entries(played).flatMap(hostRecords), ...whoamiRecords()]),
    ...(announcedBy === undefined ? [] : cymruRecords(announcedBy)),
  ]
}

function hostRecords([name, { v4, v6 }]: readonly [string, Addresses]): string[] {
  return [`${name}. A ${v4}`, `${name}. AAAA ${v6}`]
}

/** The question has a zone of its own at its name server, so that a resolver who is asked goes there itself. */
function whoamiRecords(): string[] {
  return nameServers.flatMap(({ name, question, ...at }) => [...hostRecords([name, at]), `${question}. NS ${name}.`])
}

/** https://www.team-cymru.com/ip-asn-mapping: the origin of a prefix, and the name of a network. */
function cymruRecords({ asn, name }: NonNullable<WorldSpec['announcedBy']>): string[] {
  const prefix = provider.customer.split('.').slice(0, 3)
  const onFile = 'FR | ripencc | 2010-01-01'
  return [
    `0.${prefix.toReversed().join('.')}.origin.asn.cymru.com. TXT "${asn} | ${prefix.join('.')}.0/24 | ${onFile}"`,
    `AS${asn}.asn.cymru.com. TXT "${asn} | ${onFile} | ${name}"`,
  ]
}

/** The public witnesses themselves, and the way to them. */
export function publicWitnesses({ witnesses }: WorldSpec, programs: Programs): Additions {
  if (witnesses === undefined) return {}
  const settings: WhoamiSettings = nameServers.map(({ v4, v6, question, types }) => ({
    addresses: [v4, v6],
    question,
    types,
  }))
  const own = settings.flatMap((each) => each.addresses)
  return {
    isp: { ip: own.map((address) => `route add ${address} dev core`) },
    inet: {
      ip: addresses(
        'eth0',
        own.map((address) => `${address}/${address.includes(':') ? 128 : 32}`),
      ),
      nft: toGoogleStun + silenced(witnesses),
      daemons: [
        {
          name: 'whoami',
          argv: [programs.node, programs.whoami, JSON.stringify(settings)],
          ready: own.map((address) => ({ proto: 'udp', port: 53, address }) as const),
        },
      ],
    },
  }
}

const toGoogleStun = `table inet google_stun {
  chain prerouting {
    type nat hook prerouting priority dstnat; policy accept;
    ip daddr ${googleStun.host.v4} udp dport ${googleStun.port} dnat ip to ${hosts.stun.v4}:${stunPort}
    ip6 daddr ${googleStun.host.v6} udp dport ${googleStun.port} dnat ip6 to [${hosts.stun.v6}]:${stunPort}
  }
}
`

/** Before all else, so that it is the witness who is silent and not who plays it. */
function silenced(witnesses: NonNullable<WorldSpec['witnesses']>): string {
  const half = [hosts.stunThird, hosts.stun, hosts.mx, ...nameServers.slice(0, -1)]
  const dead = { all: [], half, none: [...Object.values(played), ...nameServers] }[witnesses]
  if (dead.length === 0) return ''
  const listed = (family: 'v4' | 'v6') => [...new Set(dead.map((each) => each[family]))].join(', ')
  return `table inet silenced {
  chain prerouting {
    type filter hook prerouting priority raw; policy accept;
    ip daddr { ${listed('v4')} } drop
    ip6 daddr { ${listed('v6')} } drop
  }
}
`
}
