import type { Quality, WayQuality } from '../record.ts'

/** What is known of one way over all hours. */
interface Sum {
  readonly to: WayQuality['to']
  readonly family: WayQuality['family']
  hours: number
  asked: number
  lost: number
  readonly medians: number[]
  readonly p95s: number[]
  readonly jitters: number[]
}

const order = ['gateway', 'hop', 'far'] as const
const families = ['v4', 'v6'] as const

/** How well each way did: sums of what was asked and lost, and the times of the middle hour, for a middle cannot be summed. */
export function qualityOf(qualities: readonly Quality[]): readonly WayQuality[] {
  const sums = order.flatMap((to) =>
    families.map((family): Sum => ({ to, family, hours: 0, asked: 0, lost: 0, medians: [], p95s: [], jitters: [] })),
  )
  for (const { ways } of qualities)
    for (const way of ways) {
      const sum = sums[order.indexOf(way.to) * families.length + families.indexOf(way.family)]
      if (sum !== undefined) add(sum, way)
    }
  return sums.filter(({ hours }) => hours > 0).map(whole)
}

function add(sum: Sum, { asked, lost, medianMs, p95Ms, jitterMs }: WayQuality): void {
  sum.hours += 1
  sum.asked += asked
  sum.lost += lost
  if (medianMs !== undefined) sum.medians.push(medianMs)
  if (p95Ms !== undefined) sum.p95s.push(p95Ms)
  if (jitterMs !== undefined) sum.jitters.push(jitterMs)
}

function whole({ to, family, asked, lost, medians, p95s, jitters }: Sum): WayQuality {
  const [medianMs, p95Ms, jitterMs] = [middle(medians), middle(p95s), middle(jitters)]
  return {
    to,
    family,
    asked,
    lost,
    ...(medianMs === undefined ? {} : { medianMs }),
    ...(p95Ms === undefined ? {} : { p95Ms }),
    ...(jitterMs === undefined ? {} : { jitterMs }),
  }
}

/** The upper one of two. Undefined of none. */
function middle(values: readonly number[]): number | undefined {
  // By a number's size, and thrice as quick as with a function that compares.
  return Float64Array.from(values).sort()[values.length >> 1]
}
