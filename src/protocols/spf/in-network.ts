import { canonical, expanded } from '../addresses.ts'

/**
 * Whether the first `length` bits of both addresses are the same (RFC 7208 §5). IPv4 and IPv6 have nothing in common, also
 * where an IPv6 network is written around an IPv4 address. False where either is no address.
 */
export function inNetwork(ip: string, network: string, length: number): boolean {
  const [one, other] = [bits(ip), bits(network)]
  return (
    one !== undefined &&
    other !== undefined &&
    one.length === other.length &&
    one.slice(0, length) === other.slice(0, length)
  )
}

function bits(address: string): string | undefined {
  const plain = canonical(address)
  if (plain === undefined) return undefined
  if (plain.includes(':'))
    return [...expanded(plain).replaceAll(':', '')].map((nibble) => binary(nibble, 16, 4)).join('')
  const octets = plain
    .split('.')
    .map((octet) => binary(octet, 10, 8))
    .join('')
  // `canonical` makes an IPv4 address of a v4-mapped one; as a network it is a part of IPv6, where nobody is.
  return address.includes(':') ? `${'0'.repeat(80)}${'1'.repeat(16)}${octets}` : octets
}

function binary(digits: string, radix: number, width: number): string {
  return Number.parseInt(digits, radix).toString(2).padStart(width, '0')
}
