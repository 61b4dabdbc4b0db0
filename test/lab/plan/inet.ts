import { type Addresses, home, hosts, mailPorts, portalPage, provider, stunPort } from '../addresses.ts'
import type { Place, WorldSpec } from '../spec.ts'
import { addresses, commonSysctls } from './ground.ts'
import type { InternetSettings } from './internet-settings.ts'
import { nsdPlan } from './name-server.ts'
import type { DaemonPlan, PlacePlan, Programs } from './plan.ts'

/** The internet: a handful of hosts in one namespace. Nothing lies behind it. */
export function inetPlan(spec: WorldSpec, programs: Programs): PlacePlan {
  const { gateway: _, probe: __, ...others } = hosts
  const nsd = nsdPlan(spec)
  return {
    ...onTheInternet('inet', Object.values(others)),
    files: [{ path: '/etc/netns/inet/resolv.conf', text: resolvConf }, ...nsd.files],
    daemons: [nsd.daemon, stun, internet(spec, programs)],
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

function internet({ names }: WorldSpec, programs: Programs): DaemonPlan {
  const both = ({ v4, v6 }: Addresses) => [v4, v6]
  const settings: InternetSettings = {
    exchangers: [
      { name: 'mx.test', addresses: both(hosts.mx) },
      { name: 'mx2.test', addresses: both(hosts.mx2) },
    ],
    turnedAway: names?.receivers === undefined ? [] : [provider.customer, home.machineV6],
    ports: mailPorts,
    page: { addresses: both(hosts.portal), text: portalPage.text },
    ...(names?.policy !== undefined && { policy: { address: hosts.policy.v4, ...names.policy } }),
  }
  const mail = settings.exchangers.flatMap(({ addresses }) =>
    addresses.flatMap((address) => mailPorts.map((port) => ({ proto: 'tcp', port, address }) as const)),
  )
  const web = settings.page.addresses.map((address) => ({ proto: 'tcp', port: 80, address }) as const)
  const policy = names?.policy === undefined ? [] : [{ proto: 'tcp', port: 443, address: hosts.policy.v4 } as const]
  return {
    name: 'internet',
    argv: [programs.node, programs.internet, JSON.stringify(settings)],
    ready: [...mail, ...web, ...policy],
  }
}
