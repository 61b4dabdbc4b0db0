import type { Outage } from './timeline.ts'

/** A short outage, and when it began: since 1970, and by the clocks of the place. */
export interface TimedCut {
  readonly outage: Outage
  readonly fromMs: number
  readonly localMs: number
}

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
/** Routers are told to reconnect at an hour, and add some minutes of chance, lest all do so at once. */
const windowMs = 60 * minuteMs
const stepMs = 10 * minuteMs
const stepsADay = dayMs / stepMs
const stepsAWindow = windowMs / stepMs

/**
 * The hour of the day in which there were cuts on the most days: one cut of each such day, the first, in order. The hour
 * may go over midnight; a night is then one day.
 */
export function busiestHour(cuts: readonly TimedCut[]): readonly TimedCut[] {
  const begunIn = Array.from({ length: stepsADay }, (): TimedCut[] => [])
  for (const cut of cuts) begunIn[stepOfDay(cut)]?.push(cut)
  let busiest: readonly TimedCut[] = []
  for (let start = 0; start < stepsADay; start += 1) {
    const window = Array.from({ length: stepsAWindow }, (_, step) => begunIn[(start + step) % stepsADay] ?? []).flat()
    // There are no more days with cuts than cuts.
    if (window.length <= busiest.length) continue
    const byDay = new Map<number, TimedCut>()
    for (const cut of window.sort((one, other) => one.fromMs - other.fromMs)) {
      const day = Math.floor((cut.localMs - start * stepMs) / dayMs)
      if (!byDay.has(day)) byDay.set(day, cut)
    }
    if (byDay.size > busiest.length) busiest = [...byDay.values()]
  }
  return busiest
}

function stepOfDay({ localMs }: TimedCut): number {
  const step = Math.floor(localMs / stepMs) % stepsADay
  return step < 0 ? step + stepsADay : step
}
