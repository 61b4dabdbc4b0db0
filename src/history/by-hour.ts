import type { OffsetAt } from './local-time.ts'
import type { Stretch } from './timeline/stretch.ts'

const hourMs = 60 * 60_000

/** How much of the stretches falls into each of the 24 hours of the day, ms, by the clocks of a place. */
export function byHour(stretches: readonly Stretch[], offsetAt: OffsetAt): readonly number[] {
  const sums = Array.from({ length: 24 }, () => 0)
  for (const { fromMs, toMs } of stretches) {
    for (let ms = fromMs; ms < toMs; ) {
      // Clocks change by the hour or the half of it, at the full hour.
      const localMs = ms + offsetAt(ms)
      const endMs = Math.min(toMs, ms + hourMs - (((localMs % hourMs) + hourMs) % hourMs))
      const hour = hourOf(localMs)
      sums[hour] = (sums[hour] ?? 0) + endMs - ms
      ms = endMs
    }
  }
  return sums
}

/** The hour of the day, 0 to 23. */
export function hourOf(localMs: number): number {
  return ((Math.floor(localMs / hourMs) % 24) + 24) % 24
}
