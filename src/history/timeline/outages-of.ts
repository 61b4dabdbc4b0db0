import type { Outage } from '../timeline.ts'
import type { Interruption } from './interruptions.ts'
import { lengthOf, spanOf, type Stretch, within } from './stretch.ts'

/** Interruptions as they are told, with how much of each was watched. */
export function outagesOf(seen: readonly Interruption[], watched: readonly Stretch[]): readonly Outage[] {
  return seen.map((each) => {
    const { family, place, fromWithinMs, toWithinMs, begin, end, planned } = each
    const tookMs = lengthOf(within(each, watched))
    const { from, to } = spanOf(each)
    return { from, to, family, place, tookMs, fromWithinMs, toWithinMs, begin, end, planned }
  })
}
