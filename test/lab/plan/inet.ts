import { type Addresses, hosts, mailPorts, portalPage, stunPort } from '../addresses.ts'
import type { Place, WorldSpec } from '../spec.ts'
import { addresses, commonSysctls } from './ground.ts'
import { globalpingRecords } from './globalping.ts'
import type { InternetSettings } from './internet-settings.ts'
import type { DaemonPlan, PlacePlan, Programs } from './plan.ts'
import { publicRecords } from './public-witnesses.ts'
import { zones } from './zones.ts'

/** The internet: a handful of hosts in one namespace. Nothing lies behind it. */
export function inetPlan(spec: WorldSpec, programs: Programs): PlacePlan {
  const { gateway: _, probe: __, ...others } = hosts
  const served = zones([...publicRecords(spec), ...globalpingRecords(spec), ...(spec.records ?? [])], probeOf(spec))
  return {
    ...onTheInternet('inet', Object.values(others)),
    files: [
      { path: '/etc/netns/inet/resolv.conf', text: resolvConf },
      { path: '/run/lab/nsd/nsd.conf', text: nsdConf(served.map((zone) => zone.name)) },
      ...served.map((zone) => ({ path: `/run/lab/nsd/${fileOf(zone.name)}`, text: zone.text })),
    ],
    daemons: [nsd, stun, internet(programs)],
  }
}

/** The machine that the probe runs on: bare. */
export function probePlan(spec: WorldSpec): PlacePlan {
  return {
    ...onTheInternet('probe', [probeOf(spec)]),
    files: [{ path: '/etc/netns/probe/resolv.conf', text: resolvConf }],
    daemons: [],
  }
}

/** A probe without IPv6 has no record that says it had. */
function probeOf(spec: WorldSpec): Partial<Addresses> {
  return spec.probe === 'v4-only' ? { v4: hosts.probe.v4 } : hosts.probe
}

const resolvConf = `nameserver ${hosts.dns.v4}\n`

function onTheInternet(name: Place, own: readonly Partial<Addresses>[]): Omit<PlacePlan, 'files' | 'daemons'> {
  const all = own.flatMap(({ v4, v6 }) => [
    ...(v4 === undefined ? [] : [`${v4}/24`]),
    ...(v6 === undefined ? [] : [`${v6}/64`]),
  ])
  return {
    name,
    sysctls: commonSysctls,
    ip: [
      'link set lo up',
      'link set eth0 up',
      ...addresses('eth0', all),
      `route add default via ${hosts.gateway.v4}`,
      ...(all.some((address) => address.includes(':')) ? [`route add default via ${hosts.gateway.v6}`] : []),
    ],
    ipLast: [],
    nft: '',
  }
}

const nsd: DaemonPlan = {
  name: 'nsd',
  argv: ['nsd', '-d', '-c', '/run/lab/nsd/nsd.conf'],
  ready: [hosts.dns.v4, hosts.dns.v6].flatMap((address) => [
    { proto: 'udp', port: 53, address } as const,
    { proto: 'tcp', port: 53, address } as const,
  ]),
}

/** coturn as a STUN server with two addresses and two ports, as RFC 5780 wants it. */
const stun: DaemonPlan = {
  name: 'turnserver',
  argv: [
    'turnserver',
    '-c',
    '/dev/null',
    '--stun-only',
    '-L',
    hosts.stun.v4,
    '-L',
    hosts.stunSecond.v4,
    '-L',
    hosts.stun.v6,
    '-L',
    hosts.stunSecond.v6,
    '-p',
    String(stunPort),
    '--no-tls',
    '--no-dtls',
    '--no-cli',
    '-m',
    '1',
    '--pidfile',
    '/run/lab/turn.pid',
    '--userdb',
    '/run/lab/turn.db',
    '--log-file',
    'stdout',
    '--simple-log',
  ],
  ready: [hosts.stun.v4, hosts.stunSecond.v4, hosts.stun.v6, hosts.stunSecond.v6].map(
    (address) => ({ proto: 'udp', port: stunPort, address }) as const,
  ),
}

function internet(programs: Programs): DaemonPlan {
  const both = ({ v4, v6 }: Addresses) => [v4, v6]
  const settings: InternetSettings = {
    exchangers: [
      { name: 'mx.test', addresses: both(hosts.mx) },
      { name: 'mx2.test', addresses: both(hosts.mx2) },
    ],
    ports: mailPorts,
    page: { addresses: both(hosts.portal), text: portalPage.text },
  }
  const mail = settings.exchangers.flatMap(({ addresses }) =>
    addresses.flatMap((address) => mailPorts.map((port) => ({ proto: 'tcp', port, address }) as const)),
  )
  const web = settings.page.addresses.map((address) => ({ proto: 'tcp', port: 80, address }) as const)
  return {
    name: 'internet',
    argv: [programs.node, programs.internet, JSON.stringify(settings)],
    ready: [...mail, ...web],
  }
}

function nsdConf(names: readonly string[]): string {
  const each = names.map((name) => `zone:\n  name: "${name}"\n  zonefile: "/run/lab/nsd/${fileOf(name)}"\n`)
  return `server:
  ip-address: ${hosts.dns.v4}
  ip-address: ${hosts.dns.v6}
  server-count: 1
  username: ""
  chroot: ""
  database: ""
  zonesdir: "/run/lab/nsd"
  zonelistfile: "/run/lab/nsd/zone.list"
  xfrdfile: "/run/lab/nsd/xfrd.state"
  # Else /tmp/nsd-xfr-PID, which stays behind, and every world has the same process numbers.
  xfrdir: "/run/lab/nsd"
  pidfile: "/run/lab/nsd/nsd.pid"
  rrl-ratelimit: 0
remote-control:
  control-enable: no
${each.join('')}`
}

function fileOf(zone: string): string {
  return zone === '.' ? 'root.zone' : `${zone.replace(/\.$/, '')}.zone`
}
