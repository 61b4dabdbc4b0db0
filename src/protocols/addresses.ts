import ipaddr from 'ipaddr.js'
import type { Family } from '../core/line.ts'
import { type Range, specialRanges } from './special-ranges.ts'

/** The family of an address literal, v4-mapped IPv6 counting as v4; undefined where it is no address. */
export function familyOf(address: string): Family | undefined {
  const parsed = parse(address)
  if (parsed === undefined) return undefined
  return parsed.kind() === 'ipv4' ? 'v4' : 'v6'
}

/**
 * The one way to write an address: dotted decimal, or RFC 5952 (lower case, shortest); a zone (`%eth0`) is dropped and
 * a v4-mapped address (`::ffff:192.0.2.1`, what a dual-stack socket reports) becomes the IPv4 address that it is.
 * Undefined where it is no address.
 */
export function canonical(address: string): string | undefined {
  const parsed = parse(address)
  if (parsed === undefined) return undefined
  return parsed.kind() === 'ipv4' ? parsed.toString() : (parsed as ipaddr.IPv6).toRFC5952String()
}

/** All eight groups of an IPv6 address, four digits each. Throws where it is none: that is a bug of the caller. */
export function expanded(address: string): string {
  return ipaddr.IPv6.parse(address)
    .parts.map((part) => part.toString(16).padStart(4, '0'))
    .join(':')
}

/**
 * The network that an IPv6 address is in, as an address: its first 64 bits (RFC 4291 §2.5.4: the rest is the interface's own).
 */
export function networkOf(address: string): string {
  const first = `${expanded(address).split(':').slice(0, 4).join(':')}::`
  return canonical(first) ?? first
}

/** Whether both are the same address, however they are written. */
export function sameAddress(one: string, other: string): boolean {
  const plain = canonical(one)
  return plain !== undefined && plain === canonical(other)
}

/** Whether `address` lies in `cidr` (`192.0.2.0/24`). False for another family, or where either is none. */
export function within(address: string, cidr: string): boolean {
  const parsed = parse(address)
  return parsed !== undefined && ipaddr.isValidCIDR(cidr) && liesIn(parsed, cidr)
}

/** What an address is for, after the IANA special-purpose registries (RFC 6890); undefined where it is no address. */
export function rangeOf(address: string): Range | undefined {
  const parsed = parse(address)
  if (parsed === undefined) return undefined
  const special = specialRanges.find(({ cidr }) => liesIn(parsed, cidr))
  if (special !== undefined) return special.range
  // Of all IPv6 only 2000::/3 is handed out as global unicast (IANA IPv6 address space registry).
  return parsed.kind() === 'ipv4' || liesIn(parsed, '2000::/3') ? 'global' : 'reserved'
}

/** Whether the whole internet could reach a host at this address. */
export function isGlobal(address: string): boolean {
  return rangeOf(address) === 'global'
}

/** Reading the other family's networks would cost more than all the rest: a watcher asks this all day. */
function liesIn(parsed: ipaddr.IPv4 | ipaddr.IPv6, cidr: string): boolean {
  if (cidr.includes(':') !== (parsed.kind() === 'ipv6')) return false
  const [network, bits] = ipaddr.parseCIDR(cidr)
  return parsed.kind() === network.kind() && parsed.match(network, bits)
}

function parse(address: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  // ipaddr.js also takes 127.1, 0x7f.1 and 017.0.0.1, as inet_aton did. Nobody means them, and programs disagree.
  if (ipaddr.IPv4.isValidFourPartDecimal(address)) return ipaddr.IPv4.parse(address)
  if (!address.includes(':')) return undefined
  const percent = address.indexOf('%')
  const bare = hexTail(percent < 0 ? address : address.slice(0, percent))
  if (bare === undefined || !ipaddr.IPv6.isValid(bare)) return undefined
  const parsed = ipaddr.IPv6.parse(bare)
  return parsed.isIPv4MappedAddress() ? parsed.toIPv4Address() : parsed
}

/** The dotted end of an IPv6 address as two groups: ipaddr.js reads `::192.0.2.1` as if it were v4-mapped. */
function hexTail(address: string): string | undefined {
  const colon = address.lastIndexOf(':') + 1
  const tail = address.slice(colon)
  if (!tail.includes('.')) return address
  if (!ipaddr.IPv4.isValidFourPartDecimal(tail)) return undefined
  const [a = 0, b = 0, c = 0, d = 0] = ipaddr.IPv4.parse(tail).octets
  return `${address.slice(0, colon)}${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`
}
