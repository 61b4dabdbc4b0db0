import type { WayQuality } from '../../history/record.ts'
import type { QualitySpan } from '../../history/timeline.ts'

const order = ['gateway', 'hop', 'far'] as const

/** How well each way did: sums of what was asked and lost, and the times of the middle hour, for a middle cannot be summed. */
export function qualityOf(spans: readonly QualitySpan[]): readonly WayQuality[] {
  const ways = spans.flatMap((span) => span.ways)
  return order.flatMap((to) =>
    (['v4', 'v6'] as const).flatMap((family) => {
      const hours = ways.filter((way) => way.to === to && way.family === family)
      return hours.length === 0 ? [] : [{ to, family, ...summed(hours) }]
    }),
  )
}

function summed(hours: readonly WayQuality[]): Omit<WayQuality, 'to' | 'family'> {
  const [medianMs, p95Ms, jitterMs] = (['medianMs', 'p95Ms', 'jitterMs'] as const).map((name) =>
    middle(hours.flatMap((hour) => hour[name] ?? [])),
  )
  return {
    asked: hours.reduce((sum, { asked }) => sum + asked, 0),
    lost: hours.reduce((sum, { lost }) => sum + lost, 0),
    ...(medianMs === undefined ? {} : { medianMs }),
    ...(p95Ms === undefined ? {} : { p95Ms }),
    ...(jitterMs === undefined ? {} : { jitterMs }),
  }
}

function middle(values: readonly number[]): number | undefined {
  return values.toSorted((one, other) => one - other)[values.length >> 1]
}
