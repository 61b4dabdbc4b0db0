import type { Family } from '../../core/line.ts'
import type { AddressSpan, Outage } from '../../history/timeline.ts'
import type { ListedOutage } from './history.ts'

/** The outages, each with whether it counts and with the address that came with it, if it did. Both are in order of time. */
export function listedOutages(outages: readonly Outage[], addresses: readonly AddressSpan[]): readonly ListedOutage[] {
  const came = new Map([...cameWith('v4', outages, addresses), ...cameWith('v6', outages, addresses)])
  return outages.map((outage) => {
    const counted = { ...outage, counts: !outage.planned && outage.place !== 'machine' }
    const newAddress = came.get(outage)
    return newAddress === undefined ? counted : { ...counted, newAddress }
  })
}

/** For each address that came over an outage: the last one that had begun by then. */
function* cameWith(
  of: Family,
  outages: readonly Outage[],
  addresses: readonly AddressSpan[],
): Generator<readonly [Outage, string]> {
  const ofFamily = outages.filter(({ family }) => family === of)
  let next = 0
  for (const { what, family, address, from, afterOutage } of addresses) {
    // Over IPv6 each machine has addresses of its own, and the line the prefix.
    if (!afterOutage || family !== of || what !== (of === 'v4' ? 'public' : 'prefix')) continue
    while ((ofFamily[next]?.from ?? '~') <= from) next += 1
    const outage = ofFamily[next - 1]
    if (outage !== undefined) yield [outage, address]
  }
}
