import { canonicalAddress } from '../canonical-address.ts'

/**
 * An address as /proc/net/tcp, tcp6 and route print it: 32-bit words of 8 digits, each in the byte order of this
 * machine. Undefined if the text is none.
 */
export function wordsToAddress(hex: string, order: 'LE' | 'BE'): string | undefined {
  if (!/^(?:[0-9a-f]{8}|[0-9a-f]{32})$/i.test(hex)) return undefined
  const bytes = (hex.match(/.{8}/g) ?? []).flatMap((word) => {
    const pairs = word.match(/../g) ?? []
    return order === 'LE' ? pairs.reverse() : pairs
  })
  if (bytes.length === 4) return bytes.map((byte) => Number.parseInt(byte, 16)).join('.')
  return bytesToAddress(bytes.join(''))
}

/** An IPv6 address as /proc/net/ipv6_route and if_inet6 print it: 32 digits in network order. */
export function bytesToAddress(hex: string): string | undefined {
  if (!/^[0-9a-f]{32}$/i.test(hex)) return undefined
  return canonicalAddress(hex.match(/.{4}/g)?.join(':') ?? '')
}
