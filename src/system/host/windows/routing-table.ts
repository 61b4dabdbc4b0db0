import { isIPv4, isIPv6 } from 'node:net'
import { canonicalAddress, unscoped } from '../canonical-address.ts'
import { linesOf } from '../lines-of.ts'

/** A route to the internet at large, by the address of its interface (IPv4) or the interface's index (IPv6). */
export interface PrintedRoute {
  readonly through: string | number
  readonly address?: string
  readonly metric: number
  readonly prefix: number
}

/** A metric beyond a 32-bit number marks a persistent route that is not in use. */
const unused = 4_294_967_295

/**
 * Reads both tables of `route print`. UNTESTED on a real Windows: written from outputs quoted in public.
 *
 * Headings and `On-link` are translated on a localised Windows, so rows are known by their shape alone; the
 * persistent routes below have another one (IPv4) or no interface (IPv6: index 0).
 */
export function parseRoutes(printed: string): PrintedRoute[] {
  return linesOf(printed).flatMap((line): PrintedRoute[] => {
    const v4 =
      /^\s*(?:0|128)\.0\.0\.0\s+(0\.0\.0\.0|128\.0\.0\.0)\s+(\S.*?)\s+(\d+\.\d+\.\d+\.\d+)\s+(\d{1,10})\s*$/.exec(line)
    if (v4 !== null && isIPv4(v4[3] ?? '')) {
      return [
        {
          through: v4[3] ?? '',
          ...gateway(v4[2] ?? '', isIPv4),
          metric: Number(v4[4]),
          prefix: v4[1] === '0.0.0.0' ? 0 : 1,
        },
      ]
    }
    const v6 = /^\s*(\d{1,9})\s+(\d{1,10})\s+(?:::|2000::)\/([013])\s+(\S.*?)\s*$/.exec(line)
    if (v6 === null || Number(v6[1]) === 0 || Number(v6[2]) >= unused) return []
    return [{ through: Number(v6[1]), ...gateway(v6[4] ?? '', isIPv6), metric: Number(v6[2]), prefix: Number(v6[3]) }]
  })
}

function gateway(text: string, isAddress: (text: string) => boolean): { address?: string } {
  const address = isAddress(unscoped(text)) ? canonicalAddress(unscoped(text)) : undefined
  return address === undefined ? {} : { address }
}
