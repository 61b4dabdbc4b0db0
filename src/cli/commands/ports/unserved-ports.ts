import type { Line } from '../../../core/line.ts'
import { familyOf, rangeOf, sameAddress } from '../../../protocols/addresses.ts'
import type { RouterPlace } from '../../../protocols/router/router-place.ts'
import { isOpen, type PortResult } from './port-result.ts'

/** Open ports that lead to this machine, where nobody listens for others; none where the system does not tell. */
export async function unservedPorts(
  line: Line,
  { family, local }: RouterPlace,
  results: readonly PortResult[],
): Promise<readonly number[]> {
  const sockets = await line.host.sockets()
  if (!sockets.ok) return []
  const listening = sockets.value.filter(
    ({ state, local: at }) =>
      state === 'listening' && rangeOf(at.address) !== 'loopback' && takes(at.address, family, local),
  )
  return results
    .filter((result) => isOpen(result) && sameAddress(result.internal.address, local))
    .filter(({ internal }) => !listening.some(({ local: at }) => at.port === internal.port))
    .map(({ external }) => external)
}

/** A server on :: usually takes IPv4 as well; the table does not tell which do not. */
function takes(at: string, family: RouterPlace['family'], local: string): boolean {
  if (rangeOf(at) === 'unspecified') return family === 'v4' || familyOf(at) === 'v6'
  return sameAddress(at, local)
}
