import type { Family } from '../core/line.ts'
import { busiestHour, type TimedCut } from './busiest-hour.ts'
import { hereOffset, type OffsetAt } from './local-time.ts'
import type { Outage, Timeline } from './timeline.ts'
import { lengthOf, stretchOf, within } from './timeline/stretch.ts'

/** A provider, or a router, that cuts the line once a day. */
export interface NightlyDisconnect {
  /** `same-hour`: by the clock. `24-hours`: when the connection is a day old, whenever that is. */
  readonly rhythm: 'same-hour' | '24-hours'
  /** When, as `03:12`, by the clocks of the place: the middle one for `same-hour`, the last one for `24-hours`. */
  readonly localTime: string
  /** On how many days it was seen, of how many on which it would have been. */
  readonly days: number
  readonly ofDays: number
  /** How long the line is away: the middle one, ms. */
  readonly middleMs: number
  /** After how many of them the public address was another one. */
  readonly newAddress: number
}

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
/** What takes longer is a failure: a new connection is there in seconds, a router in some minutes. */
const longestMs = 15 * minuteMs
/** Two may be chance. */
const leastDays = 3
/** And so may three in three months: on most days, or it is no rhythm. */
const leastShare = 0.5
/** A connection that may last a day lasts it to the minute; the next one is there some minutes later. */
const dayWithinMs = 15 * minuteMs
/** Of the hour around it, at least the half: or nobody would have seen it on that day. */
const hourMs = 60 * minuteMs
/** An address is looked for as soon as the line is back. */
const renumbersWithinMs = 10 * minuteMs

/** Whether the line is cut once a day, at about the same hour or a day after the last time; undefined where it is not. */
export function nightlyDisconnectOf(
  timeline: Timeline,
  family: Family,
  offsetAt: OffsetAt = hereOffset,
): NightlyDisconnect | undefined {
  const cuts = timeline.outages
    .filter((outage) => outage.family === family && isShort(outage))
    .map((outage): TimedCut => {
      const fromMs = Date.parse(outage.from)
      return { outage, fromMs, localMs: fromMs + offsetAt(fromMs) }
    })
  return atSameHour(timeline, cuts, offsetAt) ?? everyDay(timeline, cuts)
}

function isShort({ place, planned, begin, end, from, to }: Outage): boolean {
  return (
    place !== 'machine' &&
    !planned &&
    begin === 'seen' &&
    end === 'seen' &&
    Date.parse(to) - Date.parse(from) < longestMs
  )
}

function atSameHour(timeline: Timeline, cuts: readonly TimedCut[], offsetAt: OffsetAt): NightlyDisconnect | undefined {
  const nightly = busiestHour(cuts)
  const [first] = nightly
  if (first === undefined) return undefined
  const middle = first.localMs + middleOf(nightly.map(({ localMs }) => hoursApart(localMs, first.localMs)))
  const watched = timeline.watchedOver[first.outage.family].map(stretchOf)
  const endMs = watched.at(-1)?.toMs ?? 0
  let ofDays = 0
  for (let localMs = middle; ; localMs += dayMs) {
    const ms = localMs - offsetAt(localMs - offsetAt(localMs))
    if (ms > endMs) break
    const hour = { fromMs: ms - hourMs / 2, toMs: ms + hourMs / 2 }
    if (lengthOf(within(hour, watched)) >= hourMs / 2) ofDays += 1
  }
  return told(timeline, 'same-hour', nightly, ofDays, middle)
}

/** By how much one hour of the day is after another, ms: negative if it is before, and never more than half a day. */
function hoursApart(one: number, other: number): number {
  return ((((one - other + dayMs / 2) % dayMs) + dayMs) % dayMs) - dayMs / 2
}

function everyDay(timeline: Timeline, cuts: readonly TimedCut[]): NightlyDisconnect | undefined {
  const daily = cuts.filter(({ fromMs }, index) => {
    const before = cuts[index - 1]
    return before !== undefined && Math.abs(fromMs - Date.parse(before.outage.to) - dayMs) <= dayWithinMs
  })
  const [first, last] = [daily[0], daily.at(-1)]
  if (first === undefined || last === undefined) return undefined
  const since = timeline.watchedOver[first.outage.family]
    .map(stretchOf)
    .map((each) => ({ ...each, fromMs: Math.max(each.fromMs, first.fromMs) }))
  const ofDays = Math.round(lengthOf(since.filter(({ fromMs, toMs }) => toMs > fromMs)) / dayMs)
  return told(timeline, '24-hours', daily, ofDays, last.localMs)
}

function told(
  { addresses }: Timeline,
  rhythm: NightlyDisconnect['rhythm'],
  cuts: readonly TimedCut[],
  ofDays: number,
  localMs: number,
): NightlyDisconnect | undefined {
  const days = cuts.length
  if (days < leastDays || days < ofDays * leastShare) return undefined
  const comings = addresses
    .filter(({ what, family, afterOutage }) => what === 'public' && afterOutage && family === cuts[0]?.outage.family)
    .map(({ from }) => Date.parse(from))
  // Both are in order: the first that came after one cut is not before that after the one before.
  let next = 0
  const newAddress = cuts.filter(({ outage, fromMs }) => {
    while ((comings[next] ?? Number.POSITIVE_INFINITY) < fromMs) next += 1
    return (comings[next] ?? Number.POSITIVE_INFINITY) <= Date.parse(outage.to) + renumbersWithinMs
  }).length
  return {
    rhythm,
    localTime: new Date(localMs).toISOString().slice(11, 16),
    days,
    ofDays: Math.max(days, ofDays),
    middleMs: middleOf(cuts.map(({ outage }) => outage.tookMs)),
    newAddress,
  }
}

function middleOf(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? 0
}
