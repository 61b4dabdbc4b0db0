import type { AddressSeen, Losses, Permanence } from '../core/past.ts'
import type { Family } from '../core/line.ts'
import { answered } from './answered.ts'
import { hourOf } from './hour-of.ts'
import { type LineKey, sameLine } from './line-key.ts'
import { hereOffset, type OffsetAt } from './local-time.ts'
import { nightsWatched } from './nights-watched.ts'
import type { WayQuality } from './record.ts'
import type { RunHead } from './saved-run.ts'
import type { Timeline } from './timeline.ts'
import { joined, lengthOf, stretchOf, without } from './timeline/stretch.ts'

/** What a check is told of earlier days (`Past`), made of a history. */
export interface PastOfHistory {
  /** Undefined where nobody ever saw the line. */
  readonly permanence: Permanence | undefined
  /** Public addresses, oldest first. */
  addresses(family: Family): readonly AddressSeen[]
}

export interface PastOptions {
  readonly line: LineKey
  readonly offsetAt?: OffsetAt
}

/**
 * `timeline` is of the line; of `runs` those that are count. A run saw an address at one instant, so runs on several days
 * already tell that it changed; they never tell that the line came back to it.
 */
export function pastOfHistory(
  timeline: Timeline,
  runs: readonly RunHead[],
  { line, offsetAt = hereOffset }: PastOptions,
): PastOfHistory {
  const ofLine = runs.filter((run) => sameLine(run.line, line))
  return {
    permanence: permanenceOf(timeline, offsetAt),
    addresses: (family) => merged([...watchedAddresses(timeline, family), ...runAddresses(ofLine, family)]),
  }
}

function permanenceOf(timeline: Timeline, offsetAt: OffsetAt): Permanence | undefined {
  const { whole, outages } = timeline
  const main = mainFamily(timeline)
  const watched = timeline.watchedOver[main].map(stretchOf)
  const asked = outages.filter(({ family, planned }) => family === main && planned)
  const watchedMs = lengthOf(without(watched, joined(asked.map(stretchOf))))
  if (whole === undefined || watchedMs === 0) return undefined
  const gateway = losses(timeline, 'gateway', main)
  const far = losses(timeline, 'far', main)
  return {
    ...whole,
    watchedMs,
    nights: nightsWatched(watched, offsetAt),
    outages: outages
      .filter(({ family, planned }) => family === main && !planned)
      .map(({ from, to, tookMs, place, begin }) => {
        const fromMs = Date.parse(from)
        const told = { from, to, tookMs, place }
        return begin === 'seen' ? { ...told, hour: hourOf(fromMs + offsetAt(fromMs)) } : told
      }),
    ...(gateway === undefined ? {} : { gateway }),
    ...(far === undefined ? {} : { far }),
  }
}

/** Most servers speak IPv4 alone: it is what mail needs most, where there is any. */
function mainFamily({ addresses, outages, quality }: Timeline): Family {
  const isV4 = ({ family }: { readonly family: Family }) => family === 'v4'
  const answeredOverV4 = (way: WayQuality) => isV4(way) && answered(way)
  const hasV4 =
    addresses.some((each) => isV4(each) && each.what === 'public') || quality.some(answeredOverV4) || outages.some(isV4)
  const hasV6 = addresses.some((each) => !isV4(each)) || outages.some((each) => !isV4(each))
  return hasV4 || !hasV6 ? 'v4' : 'v6'
}

function losses({ quality }: Timeline, to: WayQuality['to'], family: Family): Losses | undefined {
  const way = quality.find((each) => each.to === to && each.family === family)
  return way === undefined || way.asked === 0 ? undefined : { asked: way.asked, lost: way.lost }
}

function watchedAddresses({ addresses }: Timeline, of: Family): readonly AddressSeen[] {
  return addresses
    .filter(({ what, family }) => what === 'public' && family === of)
    .map(({ address, from, to, reconnects, restarts }) => ({ address, from, to, reconnects, restarts }))
}

function runAddresses(runs: readonly RunHead[], family: Family): readonly AddressSeen[] {
  return runs.flatMap(({ at, public: { [family]: address } }) =>
    address === undefined ? [] : [{ address, from: at, to: at, reconnects: 0, restarts: 0 }],
  )
}

/** Oldest first; the same address twice in a row is one. */
function merged(seen: readonly AddressSeen[]): readonly AddressSeen[] {
  const spans: AddressSeen[] = []
  for (const each of seen.toSorted((one, other) => Date.parse(one.from) - Date.parse(other.from))) {
    const last = spans.at(-1)
    if (last?.address !== each.address) spans.push(each)
    else
      spans[spans.length - 1] = {
        ...last,
        to: Date.parse(each.to) > Date.parse(last.to) ? each.to : last.to,
        reconnects: last.reconnects + each.reconnects,
        restarts: (last.restarts ?? 0) + (each.restarts ?? 0),
      }
  }
  return spans
}
