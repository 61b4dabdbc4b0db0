import { home, mailPorts, provider } from '../addresses.ts'
import type { WorldSpec } from '../spec.ts'
import { adapterOf, addresses, commonSysctls, hasV4, hasV6 } from './ground.ts'
import { homeFirewall } from './home-firewall.ts'
import { hasNeighbour } from './neighbour.ts'
import type { PlacePlan, Programs, Sysctl } from './plan.ts'
import { served } from './served.ts'

/** The machine that would carry the mail. */
export function homePlan(spec: WorldSpec, programs: Programs): PlacePlan {
  const direct = spec.v4 === 'direct'
  const adapter = adapterOf(spec)
  const own: string[] = []
  const routes: string[] = []
  if (hasV4(spec)) {
    own.push(direct ? `${provider.customer}/24` : `${home.machine}/24`)
    routes.push(`route add default via ${direct ? provider.gateway : home.router}`)
  }
  if (hasV6(spec)) {
    own.push(`${home.machineV6}/64`)
    routes.push(`route add default via ${home.routerV6}`)
  }
  if (spec.replies === 'astray' && hasNeighbour(spec)) routes.push(...astray)
  const { files, daemons } = served(spec.serves, programs)
  return {
    name: 'home',
    sysctls: [
      ...commonSysctls,
      // Lets ping work without rights, as distributions do by default. A user namespace takes only groups it has mapped.
      { path: 'net/ipv4/ping_group_range', values: ['0 2147483647', '0 65535', '0 0'] },
      ...(spec.agent === 'ordinary-that-may-listen' ? [lowPortsForAll] : []),
    ],
    ip: [
      'link set lo up',
      `link set ${adapter} up`,
      ...addresses(adapter, own),
      ...(spec.uplink === 'no-gateway' ? [] : routes),
    ],
    ipLast: [],
    nft: homeFirewall(spec.firewall),
    files: [...files, { path: '/etc/netns/home/resolv.conf', text: `nameserver ${nameServer(spec)}\n` }],
    daemons,
  }
}

function nameServer(spec: WorldSpec): string {
  if (spec.v4 === 'direct') return provider.resolver
  return hasV4(spec) ? home.router : home.routerV6
}

const lowPortsForAll: Sysctl = { path: 'net/ipv4/ip_unprivileged_port_start', values: ['0'] }

/** What is said to callers goes to the neighbour, who passes nothing on; everything else goes as before. */
const astray = [
  `route add default via ${home.neighbour} table 25`,
  ...mailPorts.map((port) => `rule add ipproto tcp sport ${port} table 25`),
]
