import type { AddressSpan, Outage } from '../../history/timeline.ts'
import type { ListedOutage } from './history.ts'

/** The outages, each with whether it counts and with the address that came with it, if it did. */
export function listedOutages(outages: readonly Outage[], addresses: readonly AddressSpan[]): readonly ListedOutage[] {
  const newAddress = new Map<Outage, string>()
  for (const { what, family, address, from, afterOutage } of addresses) {
    // Over IPv6 each machine has addresses of its own, and the line the prefix.
    if (!afterOutage || what !== (family === 'v4' ? 'public' : 'prefix')) continue
    const outage = outages.findLast((each) => each.family === family && each.from <= from)
    if (outage !== undefined) newAddress.set(outage, address)
  }
  return outages.map((outage) => {
    const came = newAddress.get(outage)
    return {
      ...outage,
      counts: !outage.planned && outage.place !== 'machine',
      ...(came === undefined ? {} : { newAddress: came }),
    }
  })
}
