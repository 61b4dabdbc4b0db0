import { sameAddress } from '../../../protocols/addresses.ts'
import type { RouterPlace } from '../../../protocols/router/router-place.ts'
import { UsageError } from '../../usage-error.ts'

/** Led to the router itself, a port would open what it keeps for the network at home: its pages, its name server. */
export function refuseRouterItself(to: string | undefined, { address }: RouterPlace): void {
  if (to !== undefined && sameAddress(to, address))
    throw new UsageError(`--to must not be the router itself (${address}): that would open services of its own`)
}
