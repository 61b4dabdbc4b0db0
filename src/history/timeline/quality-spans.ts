import type { Quality } from '../record.ts'
import type { QualitySpan } from '../timeline.ts'

/** The summaries, in order of time: those that end after `sinceMs`. */
export function qualitySpans(qualities: readonly Quality[], sinceMs: number): readonly QualitySpan[] {
  return qualities
    .filter(({ at }) => Date.parse(at) > sinceMs)
    .map(({ from, at, looks, ways }) => ({ from: from < at ? from : at, to: at, looks, ways }))
    .sort((one, other) => (one.to < other.to ? -1 : Number(one.to > other.to)))
}
