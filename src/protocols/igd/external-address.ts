import { success } from '../../core/failure.ts'
import type { Line } from '../../core/line.ts'
import type { Address } from '../../core/mark.ts'
import { canonical, familyOf, rangeOf } from '../addresses.ts'
import type { RouterPlace } from '../router/router-place.ts'
import { callAction } from './call-action.ts'
import type { ActionOutcome, IgdService } from './igd.ts'
import { textIn } from './xml.ts'

/**
 * The address that the router says it has outside. Undefined where it names none: nothing at all (as miniupnpd does behind
 * a carrier's NAT), 0.0.0.0, a loopback address, or words.
 */
export function externalAddress(
  line: Line,
  place: RouterPlace,
  service: IgdService,
  ms?: number,
): Promise<ActionOutcome<Address | undefined>> {
  const read = (reply: unknown) => success(addressOutside(textIn(reply, 'NewExternalIPAddress') ?? ''))
  return callAction(line, place, service, { name: 'GetExternalIPAddress', values: [], read }, ms)
}

function addressOutside(text: string): Address | undefined {
  // What is mapped is IPv4 alone.
  if (familyOf(text) !== 'v4' || ['unspecified', 'loopback'].includes(rangeOf(text) ?? '')) return undefined
  return canonical(text)
}
