/** Days and hours as the clock on the wall shows them in one place. */
export interface Calendar {
  readonly timeZone: string
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

const hourMs = 3_600_000
const dayMs = 24 * hourMs

export function calendar(timeZone: string): Calendar {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  // The rules of a place change at full quarters of an hour at the earliest, and asking them is slow: a year has thousands of times.
  const quarterMs = hourMs / 4
  const offsets = new Map<number, number>()
  const offsetAt = (ms: number): number => {
    const quarter = Math.floor(ms / quarterMs)
    const known = offsets.get(quarter)
    if (known !== undefined) return known
    const start = quarter * quarterMs
    const part = Object.fromEntries(format.formatToParts(start).map(({ type, value }) => [type, Number(value)]))
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
    const offset = Date.UTC(year, month - 1, day, hour, minute, second) - start
    offsets.set(quarter, offset)
    return offset
  }
  return {
    timeZone,
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
