import type { OffsetAt } from './local-time.ts'
import { lengthOf, type Stretch, within } from './timeline/stretch.ts'

const hourMs = 60 * 60_000
const dayMs = 24 * hourMs
/** When lines are cut that are cut at night. */
const beginsAtMs = 2 * hourMs
const endsAtMs = 6 * hourMs
/** A watcher that was restarted for an update has still seen the night. */
const enough = 0.95

/** How many nights, 2 to 6 o'clock by the clocks of a place, were watched from end to end. `watched` in order, nothing overlapping. */
export function nightsWatched(watched: readonly Stretch[], offsetAt: OffsetAt): number {
  const [first, last] = [watched[0], watched.at(-1)]
  if (first === undefined || last === undefined) return 0
  const utc = (localMs: number) => localMs - offsetAt(localMs - offsetAt(localMs))
  let nights = 0
  const midnight = Math.floor((first.fromMs + offsetAt(first.fromMs)) / dayMs) * dayMs
  for (let localMs = midnight; utc(localMs) < last.toMs; localMs += dayMs) {
    // Four hours, or three or five where the clocks change.
    const night = { fromMs: utc(localMs + beginsAtMs), toMs: utc(localMs + endsAtMs) }
    if (lengthOf(within(night, watched)) >= (night.toMs - night.fromMs) * enough) nights += 1
  }
  return nights
}
