import type { Address } from '../../core/mark.ts'
import { familyOf, isGlobal, sameAddress, within } from '../../protocols/addresses.ts'
import type { AddressesFacts, HostFacts } from '../looks/exchangers.ts'

/** Where a host is, as seen from this line; `nowhere`: it has no address, `not-asked`: that could not be looked up. */
export type Whereabouts = 'here' | 'elsewhere' | 'partly-here' | 'not-comparable' | 'private' | 'nowhere' | 'not-asked'

/** Compares the addresses of a host with those that others see this line under. */
export function whereaboutsOf({ v4, v6 }: Pick<HostFacts, 'v4' | 'v6'>, own: readonly Address[]): Whereabouts {
  const addresses = [...v4.addresses, ...v6.addresses]
  if (addresses.length === 0) return isAbsent(v4) && isAbsent(v6) ? 'nowhere' : 'not-asked'
  // A private address beside a public one is of use at home; senders skip it.
  const open = addresses.filter(isGlobal)
  if (open.length === 0) return 'private'
  const here = open.some((address) => isOwn(address, own))
  const elsewhere = open.some((address) => isComparable(address, own) && !isOwn(address, own))
  if (here) return elsewhere ? 'partly-here' : 'here'
  return elsewhere ? 'elsewhere' : 'not-comparable'
}

/**
 * Whether an address is this line's. Over IPv6 a whole /64 is: others see a machine under an address that it changes every
 * day (RFC 8981), and its neighbours at home under others.
 */
export function isOwn(address: Address, own: readonly Address[]): boolean {
  return own.some((mine) =>
    familyOf(mine) === 'v6' && familyOf(address) === 'v6' ? within(address, `${mine}/64`) : sameAddress(address, mine),
  )
}

function isComparable(address: Address, own: readonly Address[]): boolean {
  return own.some((mine) => familyOf(mine) === familyOf(address))
}

function isAbsent({ failure }: AddressesFacts): boolean {
  return failure === undefined || failure === 'name-not-found' || failure === 'no-data'
}
