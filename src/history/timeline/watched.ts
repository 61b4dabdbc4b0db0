import type { Unwatched } from '../timeline.ts'
import { joined, lengthOf, spanOf, type Stretch } from './stretch.ts'
import type { Watcher } from './watcher.ts'

export interface Watched {
  readonly stretches: readonly Stretch[]
  readonly unwatched: readonly Unwatched[]
  readonly watchedMs: number
}

/** When somebody looked, and why nobody did in between. */
export function watchedBy(watchers: readonly Watcher[], sinceMs: number): Watched {
  const byWatcher = watchers.map(({ pieces }) =>
    pieces
      .filter(({ toMs }) => toMs > sinceMs)
      .map((piece) => ({ ...piece, fromMs: Math.max(sinceMs, piece.fromMs) }))
      .filter(({ fromMs, toMs }) => toMs > fromMs),
  )
  const pieces = byWatcher.flat()
  const stretches = joined(pieces)
  // An hour in which the clock was set back is there twice: it was watched twice as well.
  const twiceMs = byWatcher.reduce((sum, each) => sum + lengthOf(each) - lengthOf(joined(each)), 0)
  const ends = new Map(pieces.map(({ toMs, why }) => [toMs, why]))
  const unwatched = stretches.flatMap(({ toMs }, index): readonly Unwatched[] => {
    const next = stretches[index + 1]
    const why = ends.get(toMs)
    if (next === undefined || why === undefined) return []
    return [{ ...spanOf({ fromMs: toMs, toMs: next.fromMs }), why }]
  })
  return { stretches, unwatched, watchedMs: lengthOf(stretches) + twiceMs }
}
