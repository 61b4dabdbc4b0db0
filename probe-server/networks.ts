import { addressBytes } from '../src/wire/address.ts'

/**
 * What limits are counted by: `narrow` is one home (an IPv4 address, an IPv6 /64: whoever has one address of a /64 has
 * them all), `wide` its neighbourhood (/24, /48). For anything that is no address, the text itself.
 */
export function networksOf(address: string): { readonly narrow: string; readonly wide: string } {
  const bytes = addressBytes(address)
  if (bytes === undefined) return { narrow: address, wide: address }
  const hex = (length: number) => Buffer.from(bytes.subarray(0, length)).toString('hex')
  return bytes.length === 4 ? { narrow: hex(4), wide: hex(3) } : { narrow: hex(8), wide: hex(6) }
}
