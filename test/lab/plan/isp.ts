import { home, hosts, provider } from '../addresses.ts'
import type { Block, WorldSpec } from '../spec.ts'
import { carrierAddresses, carrierNat } from './carrier.ts'
import { addresses, hasV4, hasV6, routerSysctls } from './ground.ts'
import { meddlingPlan, middlebox } from './meddling.ts'
import { mtuRoutes, mtuRules } from './mtu.ts'
import { otherAddress } from './other-address.ts'
import type { PlacePlan, Programs } from './plan.ts'
import { unboundPlan } from './resolver.ts'

/** The provider: the router next to the customer, its resolver, and what it does to the customer's packets. */
export function ispPlan(spec: WorldSpec, programs: Programs): PlacePlan {
  const meddling = meddlingPlan(spec)
  const unbound = unboundPlan(spec)
  return {
    name: 'isp',
    sysctls: routerSysctls,
    ip: [
      'link set lo up',
      'link set cust up',
      'link add core type bridge',
      'link set core up',
      'link set core1 up',
      'link set core2 up',
      ...addresses('core', [`${hosts.gateway.v4}/24`, `${hosts.gateway.v6}/64`]),
      ...addresses('lo', [`${provider.resolver}/32`, `${provider.resolverV6}/128`]),
      ...customerSide(spec),
      ...mtuRoutes(spec),
    ],
    // Last, for the same reason as at home: a port without carrier loses the first ARP.
    ipLast: ['link set core1 master core', 'link set core2 master core'],
    nft: [rules(spec), meddling.nft, otherAddress(spec), mtuRules(spec)].join(''),
    files: unbound.files,
    daemons: [unbound.daemon, ...(meddling.settings.length === 0 ? [] : [middlebox(programs, meddling.settings)])],
  }
}

function customerSide(spec: WorldSpec): string[] {
  const lines = customerSideV4(spec)
  if (!hasV6(spec)) return lines
  if (spec.v4 === 'direct') return [...lines, ...addresses('cust', [`${home.routerV6}/64`])]
  const route = `route add ${home.networkV6} via ${provider.customerV6}`
  return [...lines, ...addresses('cust', [`${provider.gatewayV6}/64`]), route]
}

function customerSideV4(spec: WorldSpec): string[] {
  if (!hasV4(spec)) return []
  return spec.v4 === 'carrier' ? carrierAddresses(spec) : addresses('cust', [`${provider.gateway}/24`])
}

function rules(spec: WorldSpec): string {
  const forward = [...blocks(spec.isp?.block), ...(spec.v6 === 'blackhole' ? ['meta nfproto ipv6 drop'] : [])]
  // Calls to the provider's own addresses vanish, the shared one of carrier NAT among them: an RST from there would
  // look like an answer of the customer's.
  return `table inet isp {
  chain input {
    type filter hook input priority 0; policy accept;
    iifname "cust" meta l4proto { tcp, udp } th dport 53 accept
    iifname "cust" ct status dnat accept
    iifname { "cust", "core" } ct state new meta l4proto { tcp, udp } drop
  }
  chain forward {
    type filter hook forward priority 0; policy accept;
    ${forward.join('\n    ')}
  }
}
${carrierNat(spec)}${spec.uplink === 'no-internet' ? outage : ''}`
}

const hows = { drop: 'drop', reset: 'reject with tcp reset', prohibited: 'reject with icmpx admin-prohibited' } as const

function blocks(block: Block | undefined): string[] {
  const how = hows[block?.how ?? 'drop']
  const lines: string[] = []
  if (block?.out?.length) lines.push(`iifname "cust" tcp dport { ${block.out.join(', ')} } ${how}`)
  if (block?.in === 'all') lines.push(`oifname "cust" ct state new meta l4proto tcp ${how}`)
  else if (block?.in?.length) lines.push(`oifname "cust" tcp dport { ${block.in.join(', ')} } ${how}`)
  return lines
}

/** The cable is in, and nobody is at the other end: silence in every direction. */
const outage = `table inet outage {
  chain forward {
    type filter hook forward priority -300; policy drop;
  }
  chain input {
    type filter hook input priority -300; policy drop;
    iifname "lo" accept
  }
  chain output {
    type filter hook output priority -300; policy drop;
    oifname "lo" accept
  }
}
`
