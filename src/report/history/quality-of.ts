import type { WayQuality } from '../../history/record.ts'
import type { QualitySpan } from '../../history/timeline.ts'

const order = ['gateway', 'hop', 'far'] as const
const families = ['v4', 'v6'] as const

/** How well each way did: sums of what was asked and lost, and the times of the middle hour, for a middle cannot be summed. */
export function qualityOf(spans: readonly QualitySpan[]): readonly WayQuality[] {
  const sums = order.flatMap((to) => families.map((family) => ({ to, family, hours: new Array<WayQuality>() })))
  // Fifty thousand of them a year: a loop over each handful would take longer than what is done in it.
  const add = (way: WayQuality) =>
    sums[order.indexOf(way.to) * families.length + families.indexOf(way.family)]?.hours.push(way)
  spans.forEach(({ ways }) => ways.forEach(add))
  return sums.flatMap(({ to, family, hours }) => (hours.length === 0 ? [] : [{ to, family, ...summed(hours) }]))
}

function summed(hours: readonly WayQuality[]): Omit<WayQuality, 'to' | 'family'> {
  const room = new Float64Array(hours.length)
  const medianMs = middle(hours, ({ medianMs: ms }) => ms, room)
  const p95Ms = middle(hours, ({ p95Ms: ms }) => ms, room)
  const jitterMs = middle(hours, ({ jitterMs: ms }) => ms, room)
  return {
    asked: hours.reduce((sum, { asked }) => sum + asked, 0),
    lost: hours.reduce((sum, { lost }) => sum + lost, 0),
    ...(medianMs === undefined ? {} : { medianMs }),
    ...(p95Ms === undefined ? {} : { p95Ms }),
    ...(jitterMs === undefined ? {} : { jitterMs }),
  }
}

/** `room`: for as many values as there are hours. */
function middle(
  hours: readonly WayQuality[],
  timeOf: (hour: WayQuality) => number | undefined,
  room: Float64Array,
): number | undefined {
  let count = 0
  hours.forEach((hour) => {
    const ms = timeOf(hour)
    if (ms !== undefined) room[count++] = ms
  })
  return room.subarray(0, count).sort()[count >> 1]
}
