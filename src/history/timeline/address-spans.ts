import type { AddressSpan } from '../timeline.ts'
import type { Stay } from './address-stays.ts'
import type { Return } from './returns.ts'
import { firstEndingAfter, spanOf } from './stretch.ts'

/** Each stay with how often the line came back to the same address. `returns` are in order. */
export function addressSpans(stays: readonly Stay[], returns: readonly Return[]): readonly AddressSpan[] {
  const of = {
    v4: returns.filter(({ family }) => family === 'v4'),
    v6: returns.filter(({ family }) => family === 'v6'),
  }
  return stays.map((stay) => {
    const { what, family, address, afterOutage, knownAs } = stay
    const { reconnects, restarts } = returnsWithin(stay, of[family])
    const { from, to } = spanOf(stay)
    // Member by member: there are some thousand a year, and a spread is ten times slower.
    const span = { from, to, what, family, address, reconnects, restarts, afterOutage }
    return knownAs === undefined ? span : { ...span, knownAs }
  })
}

/** Those that the address is known to have outlived: it was there before, and was seen after. */
function returnsWithin({ fromMs, toMs }: Stay, returns: readonly Return[]) {
  let [reconnects, restarts] = [0, 0]
  for (let index = firstEndingAfter(returns, fromMs); index < returns.length; index += 1) {
    const each = returns[index]
    if (each === undefined || each.fromMs >= toMs) break
    if (each.fromMs < fromMs || each.toMs > toMs) continue
    reconnects += 1
    if (each.restarted) restarts += 1
  }
  return { reconnects, restarts }
}
