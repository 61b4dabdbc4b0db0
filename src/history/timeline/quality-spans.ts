import type { QualitySpan } from '../timeline.ts'
import type { Told } from './attributed.ts'

/** The summaries, in order of time: those that end after `sinceMs`. */
export function qualitySpans(told: readonly Told[], sinceMs: number): readonly QualitySpan[] {
  return told
    .flatMap(({ record }): readonly QualitySpan[] => {
      if (record.kind !== 'quality' || Date.parse(record.at) <= sinceMs) return []
      const { from, at, looks, ways } = record
      return [{ from: from < at ? from : at, to: at, looks, ways }]
    })
    .sort((one, other) => (one.to < other.to ? -1 : Number(one.to > other.to)))
}
