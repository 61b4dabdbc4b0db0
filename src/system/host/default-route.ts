import type { Gateway } from '../../core/host.ts'

/** A route that leads to the internet at large: the default route, or one half of it. */
export interface DefaultRoute {
  readonly interface: string
  readonly address?: string
  readonly metric: number
  /** 0 for a true default. VPNs cover it with more specific halves (`0.0.0.0/1`, `2000::/3`) and leave it in place. */
  readonly prefix: number
}

/** OpenVPN's `redirect-gateway def1` sets two /1 routes. */
export const widestHalf4 = 1

/** All global unicast is 2000::/3 (RFC 4291 §2.4); VPNs route just that. */
export const widestHalf6 = 3

/** No machine has more; whoever has is not asked for a mail server at home. */
const mostGateways = 16

/** The gateways best first, as the kernel chooses: the longest prefix, then the lowest metric. Each is named once. */
export function bestFirst(routes: readonly DefaultRoute[], hardware: ReadonlyMap<string, string>): Gateway[] {
  const seen = new Set<string>()
  return [...routes]
    .sort((a, b) => b.prefix - a.prefix || a.metric - b.metric)
    .filter((route) => {
      const key = `${route.interface} ${route.address ?? ''}`
      return !seen.has(key) && seen.add(key)
    })
    .slice(0, mostGateways)
    .map((route) => {
      const found = route.address === undefined ? undefined : hardware.get(`${route.interface} ${route.address}`)
      return {
        interface: route.interface,
        ...(route.address === undefined ? {} : { address: route.address }),
        metric: route.metric,
        ...(found === undefined ? {} : { hardware: found }),
      }
    })
}
