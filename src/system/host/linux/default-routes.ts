import type { DefaultRoute } from '../default-route.ts'
import { widestHalf4, widestHalf6 } from '../default-route.ts'
import { linesOf } from '../lines-of.ts'
import { bytesToAddress, wordsToAddress } from './hex-address.ts'

// Flags of <linux/route.h>.
const up = 0x0001
const viaGateway = 0x0002
const reject = 0x0200

/**
 * The routes to the internet at large in /proc/net/route (the main table alone):
 * `Iface Destination Gateway Flags RefCnt Use Metric Mask MTU Window IRTT`.
 */
export function defaultRoutes4(table: string, order: 'LE' | 'BE'): DefaultRoute[] {
  return linesOf(table).flatMap((line) => {
    const [name = '', destination = '', gateway = '', flagText = '', , , metric = '', mask = ''] = line
      .trim()
      .split(/\s+/)
    const flags = hex(flagText)
    // A rejecting route has `*` for its interface.
    if (!usable(name, flags) || wordsToAddress(destination, order) === undefined || !/^\d{1,10}$/.test(metric))
      return []
    const prefix = prefixOf(wordsToAddress(mask, order))
    if (prefix === undefined || prefix > widestHalf4) return []
    const address = wordsToAddress(gateway, order)
    return [{ interface: name, ...via(flags, address, '0.0.0.0'), metric: Number(metric), prefix }]
  })
}

/**
 * The same in /proc/net/ipv6_route: `destination length source length nexthop metric refcount use flags interface`,
 * all but the last in hexadecimal. A route bound to a source prefix (RFC 8504 §6.4, as OpenWrt sets them) counts too.
 */
export function defaultRoutes6(table: string): DefaultRoute[] {
  return linesOf(table).flatMap((line) => {
    const [destination = '', length = '', , , gateway = '', metric = '', , , flagText = '', name = ''] = line
      .trim()
      .split(/\s+/)
    const [prefix, rank, flags] = [hex(length), hex(metric), hex(flagText)]
    if (!usable(name, flags) || bytesToAddress(destination) === undefined || Number.isNaN(rank)) return []
    if (!(prefix <= widestHalf6) || (prefix > 0 && !leadsOutward(destination))) return []
    return [{ interface: name, ...via(flags, bytesToAddress(gateway), '::'), metric: rank, prefix }]
  })
}

/** Below 3 bits there is more than global unicast: `::/1` and `2000::/3` lead to the internet, `8000::/1` does not. */
function leadsOutward(destination: string): boolean {
  return /^[0-3]/.test(destination)
}

function via(flags: number, address: string | undefined, none: string): { address?: string } {
  return flags & viaGateway && address !== undefined && address !== none ? { address } : {}
}

function usable(name: string, flags: number): boolean {
  return /^[^\s/*]{1,15}$/.test(name) && (flags & up) !== 0 && (flags & reject) === 0
}

function hex(text: string): number {
  return /^[0-9a-f]{1,8}$/i.test(text) ? Number.parseInt(text, 16) : Number.NaN
}

function prefixOf(mask: string | undefined): number | undefined {
  if (mask === undefined) return undefined
  const bits = mask
    .split('.')
    .map((byte) => Number(byte).toString(2).padStart(8, '0'))
    .join('')
  return /^1*0*$/.test(bits) ? bits.replace(/0/g, '').length : undefined
}
