import { carrier, home, provider } from '../addresses.ts'
import type { WorldSpec } from '../spec.ts'
import { hasV6 } from './ground.ts'

/**
 * A smaller way through the provider, as routes: an interface with a small MTU would also drop what comes in by it, and
 * only where the kernel has not put several segments into one packet.
 */
export function mtuRoutes(spec: WorldSpec): string[] {
  const { in: inwards, out } = spec.isp?.mtu ?? {}
  const lines: string[] = []
  if (out !== undefined) lines.push(`link set core mtu ${out}`)
  if (inwards === undefined) return lines
  const shared = spec.v4 === 'carrier'
  const network = shared ? '100.64.1.0/24' : '25.203.113.0/24'
  lines.push(`route replace ${network} dev cust src ${shared ? carrier.gateway : provider.gateway} mtu lock ${inwards}`)
  if (!hasV6(spec)) return lines
  const to = spec.v4 === 'direct' ? 'dev cust' : `via ${provider.customerV6}`
  // Before the route that is there already: IPv6 replaces one only where the metric is the same.
  return [...lines, `route add ${home.networkV6} ${to} metric 1 mtu lock ${inwards}`]
}

/** Whoever sent too large a packet does not hear of it (RFC 2923 §2.1). */
export function mtuRules(spec: WorldSpec): string {
  if (spec.isp?.mtu === undefined || spec.isp.mtu.told) return ''
  return `table inet unsaid {
  chain output {
    type filter hook output priority 0; policy accept;
    icmp type destination-unreachable icmp code frag-needed drop
    icmpv6 type packet-too-big drop
  }
}
`
}
