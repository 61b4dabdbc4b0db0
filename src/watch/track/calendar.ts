import type { Moment } from '../moment.ts'
import { type Passed, passedBetween } from './passed-between.ts'

/**
 * One time for the whole watch: *steady* milliseconds, which never jump and count sleep too. What is written down is told by
 * the clock on the wall as it stands now, so that an instant lies right even where that clock was set since.
 */
export interface Calendar {
  /** The beginning of the last look, steady. */
  readonly nowMs: number
  /** To the next look; undefined for the first. */
  turnTo(moment: Moment, plannedMs: number): Passed | undefined
  /** What `elapsed()` said in the last look, steady. */
  steady(elapsedMs: number): number
  /** A steady instant by the clock on the wall, ISO 8601. */
  wall(steadyMs: number): string
}

export function calendar(): Calendar {
  let last: Moment | undefined
  let nowMs = 0
  let wallMs = 0
  return {
    get nowMs() {
      return nowMs
    },
    turnTo(moment, plannedMs) {
      const passed = last && passedBetween(last, moment, plannedMs)
      nowMs += passed?.ms ?? 0
      wallMs = Date.parse(moment.wall)
      last = moment
      return passed
    },
    steady: (elapsedMs) => nowMs + elapsedMs - (last?.elapsedMs ?? 0),
    wall: (steadyMs) => new Date(wallMs + steadyMs - nowMs).toISOString(),
  }
}
