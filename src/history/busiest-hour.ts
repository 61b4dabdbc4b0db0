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

/**
 * The hour of the day in which there were cuts on the most days: one cut of each such day, the first, in order. The hour
 * may go over midnight; a night is then one day.
 */
export function busiestHour(cuts: readonly TimedCut[]): readonly TimedCut[] {
  let busiest: readonly TimedCut[] = []
  for (let startMs = 0; startMs < dayMs; startMs += stepMs) {
    const byDay = new Map<number, TimedCut>()
    for (const cut of cuts) {
      const sinceStartMs = cut.localMs - startMs
      const day = Math.floor(sinceStartMs / dayMs)
      if (sinceStartMs - day * dayMs < windowMs && !byDay.has(day)) byDay.set(day, cut)
    }
    if (byDay.size > busiest.length) busiest = [...byDay.values()]
  }
  return busiest
}
