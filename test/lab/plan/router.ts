import { between, carrier, dsLite, home, provider } from '../addresses.ts'
import type { WorldSpec } from '../spec.ts'
import { addresses, hasV4, hasV6, routerSysctls } from './ground.ts'
import { greeter } from './greeter.ts'
import { hasNeighbour } from './neighbour.ts'
import type { DaemonPlan, PlacePlan, Programs } from './plan.ts'
import { routerFilter } from './router-filter.ts'

interface Sides {
  readonly name: 'router' | 'box'
  /** Its sockets at home. */
  readonly ports: readonly string[]
  readonly lan: readonly string[]
  readonly wan: readonly string[]
  readonly routes: readonly string[]
  readonly nft: string
  readonly daemons: readonly DaemonPlan[]
}

/** The router at home: NAT, port forwards, DNS. */
export function routerPlan(spec: WorldSpec, programs: Programs): PlacePlan {
  const wan = wanOf(spec)
  const answered = spec.routerAnswers ?? []
  const filter = routerFilter(spec.routerFilter, wan.address, programs)
  const v4 = hasV4(spec)
  const v6 = hasV6(spec)
  return natRouter({
    name: 'router',
    lan: [...(v4 ? [`${home.router}/24`] : []), ...(v6 ? [`${home.routerV6}/64`] : [])],
    wan: [...(v4 ? [`${wan.address}/24`] : []), ...(v6 ? [`${wan.addressV6}/64`] : [])],
    routes: [
      ...(v4 ? [`route add default via ${wan.gateway}`] : []),
      ...(v6 ? [`route add default via ${wan.gatewayV6}`] : []),
    ],
    nft: rules(wan.address, forwardedTo(spec), spec.forwards ?? [], spec) + filter.nft,
    ports: hasNeighbour(spec) ? ['lan1', 'lan2'] : ['lan1'],
    daemons: [
      resolver(spec),
      ...filter.daemons,
      ...(answered.length > 0 ? [greeter('router-mail', programs, [wan.address], answered)] : []),
    ],
  })
}

/** The machine that the router's forwards lead to. */
export function forwardedTo({ forwardsTo }: WorldSpec): string {
  return forwardsTo === 'neighbour' ? home.neighbour : home.machine
}

/** The provider's box, where a second router stands behind it. */
export function boxPlan(spec: WorldSpec): PlacePlan {
  const v6 = hasV6(spec)
  return natRouter({
    name: 'box',
    ports: ['lan1'],
    lan: [`${between.box}/24`, ...(v6 ? [`${between.boxV6}/64`] : [])],
    wan: [`${provider.customer}/24`, ...(v6 ? [`${provider.customerV6}/64`] : [])],
    routes: [
      `route add default via ${provider.gateway}`,
      ...(v6 ? [`route add default via ${provider.gatewayV6}`] : []),
      ...(v6 ? [`route add ${home.networkV6} via ${between.routerV6}`] : []),
    ],
    nft: rules(provider.customer, between.router, spec.boxForwards ?? [], spec),
    daemons: [],
  })
}

/** The tunnel of DS-Lite carries the private addresses themselves; the provider translates (RFC 6333 §4.2). */
function isDsLite({ v4, carrier: nat }: WorldSpec): boolean {
  return v4 === 'carrier' && nat === 'ds-lite'
}

/** The router's side of the line, and who is at its other end. */
export function wanOf(spec: WorldSpec) {
  const ours = { gatewayV6: provider.gatewayV6, addressV6: provider.customerV6 }
  if (isDsLite(spec)) return { ...ours, gateway: dsLite.translator, address: dsLite.router }
  if (spec.v4 === 'carrier') return { ...ours, gateway: carrier.gateway, address: carrier.customer }
  if (spec.v4 === 'double') {
    return { gateway: between.box, address: between.router, gatewayV6: between.boxV6, addressV6: between.routerV6 }
  }
  return { ...ours, gateway: provider.gateway, address: provider.customer }
}

function natRouter(sides: Sides): PlacePlan {
  return {
    name: sides.name,
    sysctls: routerSysctls,
    ip: [
      'link add br0 type bridge',
      'link set br0 up',
      ...sides.ports.map((port) => `link set ${port} up`),
      'link set wan up',
      ...addresses('br0', sides.lan),
      ...addresses('wan', sides.wan),
      ...sides.routes,
    ],
    // A port that joins a bridge before it has carrier loses the first ARP: a whole second. So: last, with both ends up.
    ipLast: sides.ports.map((port) => `link set ${port} master br0`),
    nft: sides.nft,
    files: [{ path: `/etc/netns/${sides.name}/resolv.conf`, text: `nameserver ${provider.resolver}\n` }],
    daemons: sides.daemons,
  }
}

/** `wan` is what the rules of the forwards match, `to` the machine they lead to. */
function rules(wan: string, to: string, forwards: readonly number[], spec: WorldSpec): string {
  const dnat = forwards.map((port) => `iifname "wan" ip daddr ${wan} tcp dport ${port} dnat ip to ${to}:${port}`)
  const own = (spec.routerAnswers ?? []).map((port) => `iifname "wan" tcp dport ${port} accept`)
  // Callers that are led to a program of the router's own.
  if (spec.routerFilter !== undefined) own.push('ct status dnat accept')
  const pinholes = spec.v6 === 'native-open' ? ['iifname "wan" meta nfproto ipv6 accept'] : []
  return `table inet fw {
  chain input {
    type filter hook input priority 0; policy drop;
    ct state established,related accept
    ${spec.names?.resolver === 'udp-only' ? 'tcp dport 53 reject with tcp reset' : ''}
    iifname { "lo", "br0" } accept
    meta l4proto { icmp, ipv6-icmp } accept
    ${own.join('\n    ')}
  }
  chain forward {
    type filter hook forward priority 0; policy drop;
    ct state established,related accept
    ct status dnat accept
    iifname "br0" accept
    icmpv6 type { echo-request, packet-too-big, time-exceeded, parameter-problem, destination-unreachable } accept
    ${pinholes.join('\n    ')}
  }
}
table inet nat {
  chain prerouting {
    type nat hook prerouting priority dstnat; policy accept;
    ${dnat.join('\n    ')}
  }
  chain postrouting {
    type nat hook postrouting priority srcnat; policy accept;
    ${isDsLite(spec) ? '' : 'oifname "wan" meta nfproto ipv4 masquerade'}
  }
}
`
}

/** What the machines at home ask; it asks the provider's resolver. */
function resolver(spec: WorldSpec): DaemonPlan {
  const v4 = hasV4(spec)
  const address = v4 ? home.router : home.routerV6
  return {
    name: 'dnsmasq',
    argv: [
      'dnsmasq',
      '--keep-in-foreground',
      '--conf-file=/dev/null',
      '--log-facility=-',
      '--pid-file',
      '--no-resolv',
      '--no-hosts',
      `--server=${v4 ? provider.resolver : provider.resolverV6}`,
      '--interface=br0',
      '--bind-interfaces',
      '--cache-size=0',
      // Most routers' own do not tell what the provider's says of signatures.
      ...(spec.names?.resolver === 'validating' ? ['--proxy-dnssec'] : []),
      // Empty: stay who you are. Without mapped groups even a change to "root" is refused.
      '--user=',
      '--group=',
    ],
    ready: [
      { proto: 'udp', port: 53, address },
      { proto: 'tcp', port: 53, address },
    ],
  }
}
