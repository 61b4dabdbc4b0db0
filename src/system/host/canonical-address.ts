import { SocketAddress, isIPv4, isIPv6 } from 'node:net'

/** An address with a scope is at most 39 + 1 + 15 characters (IFNAMSIZ is 16); this is beyond every one of them. */
const longest = 64

/** What an interface may be called behind the `%` of a link-local address (RFC 4007 §11). */
const scope = /^[\w.:-]{1,32}$/

/**
 * The canonical text of an address literal (RFC 5952; IPv4-mapped addresses become IPv4, scopes stay), or undefined
 * if it is none. Names are never resolved.
 */
export function canonicalAddress(text: string): string | undefined {
  if (text.length > longest) return undefined
  if (isIPv4(text)) return text
  const [literal = '', zone, ...rest] = text.split('%')
  if (rest.length > 0 || !isIPv6(literal) || (zone !== undefined && !scope.test(zone))) return undefined
  const { address } = new SocketAddress({ address: literal, family: 'ipv6' })
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  return zone === undefined ? address : `${address}%${zone}`
}

/** The same address without its scope: an interface is told beside it. */
export function unscoped(address: string): string {
  return address.replace(/%.*$/, '')
}
