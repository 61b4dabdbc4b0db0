import type { OutagePlace } from '../../core/past.ts'

/** What became of a stretch of time. `outside` is before the first look and after the last. */
export type Cell = Interrupted | 'up' | 'partly' | 'unwatched' | 'outside'

export interface Interrupted {
  /** Where most of it lay. */
  readonly place: OutagePlace
  /** It took hardly any of the cell. */
  readonly short: boolean
}

/** Milliseconds since 1970, from the one to the other. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

export interface Seen {
  readonly whole: Stretch
  readonly watched: readonly Stretch[]
  readonly outages: readonly (Stretch & { readonly place: OutagePlace })[]
}

/** A stretch of which somebody watched nearly all is drawn as watched: a restart of the watcher takes a few seconds. */
const nearlyAll = 0.9

/** Less of a cell is short: a cut of a minute is not to look like a day without a line. */
export const shortShare = 0.01

/** The stretch in `count` cells of one length. An interruption shows in its cell, however short it was. */
export function cells({ from, to }: Stretch, count: number, seen: Seen): readonly Cell[] {
  const near = {
    whole: seen.whole,
    watched: seen.watched.filter((each) => shared(each, { from, to }) > 0),
    outages: seen.outages.filter((each) => touches(each, { from, to })),
  }
  const edge = (at: number) => from + ((to - from) * at) / count
  return Array.from({ length: count }, (_, at) => cell({ from: edge(at), to: edge(at + 1) }, near))
}

function cell(stretch: Stretch, { whole, watched, outages }: Seen): Cell {
  // By time, the place of most; of none that is longer, the first.
  const times = new Map<OutagePlace, number>()
  for (const outage of outages.filter((each) => touches(each, stretch))) {
    times.set(outage.place, (times.get(outage.place) ?? 0) + shared(outage, stretch))
  }
  const [worst] = [...times].sort(([, one], [, other]) => other - one)
  if (worst !== undefined) {
    const down = [...times.values()].reduce((sum, ms) => sum + ms, 0)
    return { place: worst[0], short: down < (stretch.to - stretch.from) * shortShare }
  }
  const within = shared(stretch, whole)
  if (within <= 0) return 'outside'
  const looked = watched.reduce((sum, each) => sum + shared(each, stretch), 0)
  if (looked <= 0) return 'unwatched'
  return looked >= within * nearlyAll ? 'up' : 'partly'
}

function touches(one: Stretch, { from, to }: Stretch): boolean {
  return one.from < to && Math.max(one.to, one.from + 1) > from
}

/** How long both are, ms. */
export function shared(one: Stretch, other: Stretch): number {
  return Math.max(0, Math.min(one.to, other.to) - Math.max(one.from, other.from))
}
