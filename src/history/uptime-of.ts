import type { Family } from '../core/line.ts'
import type { Outage, Timeline } from './timeline.ts'
import { joined, lengthOf, stretchOf, within, without } from './timeline/stretch.ts'

/** How much of the time a line was up, over one family. */
export interface Uptime {
  /** How long the family was watched, ms: without the time in which this machine was off the line, or an interruption was asked for. */
  readonly watchedMs: number
  /** Of that, how long it was down: the sum of what was watched of each outage. */
  readonly downMs: number
  /** `1 - downMs / watchedMs`; undefined where nobody saw the family. */
  readonly share: number | undefined
  /** How many interruptions of the line there were. */
  readonly outages: number
  readonly longest: Outage | undefined
}

/** Pure: it follows from what the timeline lists, to the millisecond. An hour that a clock went through twice counts once. */
export function uptimeOf({ watchedOver, outages }: Timeline, family: Family): Uptime {
  const ofFamily = outages.filter((outage) => outage.family === family)
  const ofLine = ofFamily.filter(isOfLine)
  const notOfLine = joined(ofFamily.filter((outage) => !isOfLine(outage)).map(stretchOf))
  const stretches = watchedOver[family].map(stretchOf)
  const watchedMs = lengthOf(without(stretches, notOfLine))
  const downMs = ofLine.reduce((sum, outage) => sum + lengthOf(within(stretchOf(outage), stretches)), 0)
  return {
    watchedMs,
    downMs,
    share: watchedMs === 0 ? undefined : 1 - downMs / watchedMs,
    outages: ofLine.length,
    longest: ofLine.reduce<Outage | undefined>(
      (most, each) => (each.tookMs > (most?.tookMs ?? -1) ? each : most),
      undefined,
    ),
  }
}

/** The line’s, not the machine’s and not the user’s. */
function isOfLine({ place, planned }: Outage): boolean {
  return place !== 'machine' && !planned
}
