import { addressBytes } from '../../wire/address.ts'
import { canonical } from '../addresses.ts'

/** Bytes of every address in PCP. */
export const addressFieldBytes = 16

/**
 * An address as PCP writes it (RFC 6887 §5): an IPv4 one is mapped into IPv6, a zone is left out. Throws where it is no
 * address: that is a bug of the caller.
 */
export function addressField(address: string): Uint8Array {
  const plain = addressBytes(canonical(address) ?? '')
  if (plain === undefined) throw new TypeError(`no address: ${address}`)
  return plain.length === addressFieldBytes ? plain : Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, ...plain)
}
