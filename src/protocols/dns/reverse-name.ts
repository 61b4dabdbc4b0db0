import { canonical, expanded, familyOf } from '../addresses.ts'

/**
 * The name under which an address has its PTR record: RFC 1035 §3.5 for IPv4, RFC 3596 §2.5 for IPv6.
 * Undefined where `address` is none. Blocklists use the same order of octets and nibbles (RFC 5782 §2.1, §2.4).
 */
export function reverseName(address: string): string | undefined {
  const plain = canonical(address)
  if (plain === undefined) return undefined
  if (familyOf(plain) === 'v4') return `${plain.split('.').reverse().join('.')}.in-addr.arpa`
  return `${[...expanded(plain).replaceAll(':', '')].reverse().join('.')}.ip6.arpa`
}
