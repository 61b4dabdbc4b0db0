import type { Host } from '../../core/host.ts'
import type { Address } from '../../core/mark.ts'
import { mailAddress } from './mail-address.ts'

/**
 * What others see this line under, as far as it is known: what a name must lead to, and may be published for. In place of a
 * privacy address (RFC 8981) that is the one beside it that lasts.
 */
export async function ownAddresses(
  host: Host,
  ...seen: readonly ({ readonly address: Address } | undefined)[]
): Promise<readonly Address[]> {
  const known = seen.flatMap((each) => (each === undefined ? [] : [each.address]))
  return Promise.all(known.map(async (address) => (await mailAddress(host, address)).address))
}
