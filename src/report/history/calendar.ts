import type { OffsetAt } from '../../history/local-time.ts'

/** Days and hours as the clock on the wall shows them in one place. */
export interface Calendar {
  on(ms: number): Wall
  /** When the day begins that is `days` after the one of `ms`. A day may have 23 or 25 hours. */
  dayFrom(ms: number, days: number): number
}

export interface Wall {
  readonly year: number
  /** 1 to 12. */
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  /** 0 is Monday. */
  readonly weekday: number
}

const dayMs = 24 * 3_600_000

export function calendar(offsetAt: OffsetAt): Calendar {
  return {
    on: (ms) => {
      const wall = new Date(ms + offsetAt(ms))
      return {
        year: wall.getUTCFullYear(),
        month: wall.getUTCMonth() + 1,
        day: wall.getUTCDate(),
        hour: wall.getUTCHours(),
        minute: wall.getUTCMinutes(),
        second: wall.getUTCSeconds(),
        // `getUTCDay` begins with Sunday.
        weekday: (wall.getUTCDay() + 6) % 7,
      }
    },
    dayFrom: (ms, days) => {
      const midnight = (Math.floor((ms + offsetAt(ms)) / dayMs) + days) * dayMs
      // Twice, for the offset of noon need not be that of midnight.
      const near = midnight - offsetAt(midnight - offsetAt(ms))
      return midnight - offsetAt(near)
    },
  }
}
