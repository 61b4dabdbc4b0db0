import type { OutagePlace } from '../../core/past.ts'
import type { Fault } from '../../core/verdict.ts'

export interface CountedOutage {
  readonly tookMs: number
  readonly place: OutagePlace
  readonly hour?: number
}

export interface OutageSums {
  /** Of the time that somebody looked while this machine had a line to look at. */
  readonly share: number
  readonly count: number
  readonly longestMs: number
  /** From 4 h on; senders begin to complain to their users then. */
  readonly long: number
  readonly aDay: number
  readonly fault: Fault
  /**
   * Where to look: `near`, most of them lay up to the router or were its own, and took most of the time that was lost; `far`, neither;
   * `both`, most of them were near, and most of the time was lost farther away, or the other way round.
   */
  readonly side: 'near' | 'far' | 'both'
  /** The hour of day that most of them began in, where that is most of at least three. */
  readonly hour: number | undefined
}

const dayMs = 86_400_000
/** What mail servers take as long: most tell a sender after four hours that his mail is still waiting. */
const longMs = 4 * 3_600_000
const enoughForAnHour = 3

/** What interruptions come to. While this machine itself was off the net nobody could tell, so that counts as not watched. */
export function outageSums(watchedMs: number, all: readonly CountedOutage[]): OutageSums {
  const outages = all.filter(({ place }) => place !== 'machine')
  const total = (some: readonly CountedOutage[]) => some.reduce((sum, { tookMs }) => sum + tookMs, 0)
  const lookedMs = Math.max(1, watchedMs - total(all) + total(outages))
  return {
    share: Math.max(0, 1 - total(outages) / lookedMs),
    count: outages.length,
    longestMs: Math.max(0, ...outages.map(({ tookMs }) => tookMs)),
    long: outages.filter(({ tookMs }) => tookMs >= longMs).length,
    aDay: outages.length / Math.max(1, lookedMs / dayMs),
    fault: faultOf(outages, total),
    side: sideOf(outages, total),
    hour: usualHour(outages),
  }
}

/**
 * Whose fault most of it was, by time, where that is known. That the router answers and the provider does not is no proof
 * against the provider: the router's own uplink, or the cable between them, may have failed.
 */
function faultOf(outages: readonly CountedOutage[], total: (some: readonly CountedOutage[]) => number): Fault {
  const half = total(outages) / 2
  const by = (place: OutagePlace) => total(outages.filter((each) => each.place === place))
  return by('router') > half ? 'router' : 'undetermined'
}

const near: ReadonlySet<OutagePlace> = new Set(['home', 'router'])

function sideOf(
  outages: readonly CountedOutage[],
  total: (some: readonly CountedOutage[]) => number,
): OutageSums['side'] {
  const ofNear = outages.filter(({ place }) => near.has(place))
  const mostAreNear = ofNear.length > outages.length / 2
  const mostTimeIsNear = total(ofNear) > total(outages) / 2
  if (mostAreNear !== mostTimeIsNear) return 'both'
  return mostAreNear ? 'near' : 'far'
}

function usualHour(outages: readonly CountedOutage[]): number | undefined {
  if (outages.length < enoughForAnHour) return undefined
  const counts = new Map<number, number>()
  for (const { hour } of outages) if (hour !== undefined) counts.set(hour, (counts.get(hour) ?? 0) + 1)
  const [best] = [...counts].toSorted(([, one], [, other]) => other - one)
  return best !== undefined && best[1] > outages.length / 2 ? best[0] : undefined
}
