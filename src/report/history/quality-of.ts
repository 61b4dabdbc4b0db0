import type { WayQuality } from '../../history/record.ts'
import type { QualitySpan } from '../../history/timeline.ts'

const order = ['gateway', 'hop', 'far'] as const
const families = ['v4', 'v6'] as const
const times = ['medianMs', 'p95Ms', 'jitterMs'] as const

/** How well each way did: sums of what was asked and lost, and the times of the middle hour, for a middle cannot be summed. */
export function qualityOf(spans: readonly QualitySpan[]): readonly WayQuality[] {
  const sums = order.flatMap((to) => families.map((family) => ({ to, family, hours: new Array<WayQuality>() })))
  for (const { ways } of spans)
    for (const way of ways)
      sums[order.indexOf(way.to) * families.length + families.indexOf(way.family)]?.hours.push(way)
  return sums.flatMap(({ to, family, hours }) => (hours.length === 0 ? [] : [{ to, family, ...summed(hours) }]))
}

function summed(hours: readonly WayQuality[]): Omit<WayQuality, 'to' | 'family'> {
  let [asked, lost] = [0, 0]
  for (const hour of hours) {
    asked += hour.asked
    lost += hour.lost
  }
  const middles = times.flatMap((name) => {
    const ms = middle(hours, name)
    return ms === undefined ? [] : [[name, ms]]
  })
  return { asked, lost, ...Object.fromEntries(middles) }
}

function middle(hours: readonly WayQuality[], name: (typeof times)[number]): number | undefined {
  const values = new Float64Array(hours.length)
  let count = 0
  for (const { [name]: ms } of hours) if (ms !== undefined) values[count++] = ms
  return values.subarray(0, count).sort()[count >> 1]
}
