import type { Family } from '../../core/line.ts'
import { isGlobal, rangeOf } from '../addresses.ts'

/** A router, as it is spoken to: every port and address of it that is ever contacted is at `address`. */
export interface RouterPlace {
  readonly family: Family
  /** Its address on our side; a link-local one (RFC 4291 §2.5.6) carries its zone: `fe80::1%eth0`. */
  readonly address: string
  /** Our own address towards it: routers open ports only for whom they are asked by. */
  readonly local: string
}

/** How the way out of a family leaves this machine. */
export interface WayOut {
  readonly interface: string
  /** The addresses of the family on that interface. */
  readonly local: readonly string[]
  readonly router?: string
}

/** RFC 1918, and RFC 6598 for a carrier that speaks PCP: any other next hop over IPv4 is the provider's, who is not asked. */
const atHome = ['private', 'carrier-grade-nat', 'ds-lite']

/** Where a way out has its router; undefined where there is none, or none of one's own. */
export function placeTowards(family: Family, way: WayOut | undefined): RouterPlace | undefined {
  if (way?.router === undefined) return undefined
  const { router } = way
  if (family === 'v4' && !atHome.includes(rangeOf(router) ?? '')) return undefined
  // A router opens a hole for the address that it is asked from: over IPv6 that must be the one that others call.
  const local = way.local.find((address) => family === 'v4' || isGlobal(address))
  if (local === undefined) return undefined
  // RFC 4007 §11: a link-local address is one only together with the interface that it is on.
  const zone = family === 'v6' && rangeOf(router) === 'link-local' ? `%${way.interface}` : ''
  return { family, address: `${router}${zone}`, local }
}
