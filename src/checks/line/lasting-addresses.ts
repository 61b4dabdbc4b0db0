import type { InterfaceAddress } from '../../core/host.ts'
import type { Address } from '../../core/mark.ts'
import { isGlobal, networkOf } from '../../protocols/addresses.ts'

/**
 * Of the addresses of one interface those that a mail server can speak from in place of a privacy address (RFC 8981): they
 * last, and the whole internet reaches them. First those of the network that the internet sees this machine in.
 */
export function lastingAddresses(addresses: readonly InterfaceAddress[], seen: Address): readonly Address[] {
  const isNear = (address: Address) => networkOf(address) === networkOf(seen)
  return addresses
    .filter(({ family, temporary, address }) => family === 'v6' && !temporary && isGlobal(address))
    .map(({ address }) => address)
    .toSorted((one, other) => Number(isNear(other)) - Number(isNear(one)))
}
