import type { Family } from '../../core/line.ts'
import type { Address, Name } from '../../core/mark.ts'
import { sameAddress } from '../../protocols/addresses.ts'
import type { ExchangersFacts } from '../looks/exchangers.ts'

/**
 * Of those who take mail for the domain the best that is at this address: it is probably the one that sends as well. Under the
 * name that is its own: an alias in the MX record is a mistake, and what it leads to is the host (RFC 2181 §10.3).
 */
export function exchangerAt(found: ExchangersFacts | undefined, family: Family, address: Address): Name | undefined {
  const at = found?.exchangers.find((each) => each[family].addresses.some((its) => sameAddress(its, address)))
  return at?.aliases.at(-1) ?? at?.host
}
