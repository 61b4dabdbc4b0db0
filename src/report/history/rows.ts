import type { Calendar } from './calendar.ts'
import type { Stretch } from './cells.ts'
import type { TimeWords } from './time-words.ts'

/** How a stretch of time is laid out in rows, the oldest first. */
export interface Layout {
  /** `day`, and so on: what one row is. */
  readonly unit: 'day' | 'week' | 'month'
  readonly rows: readonly Row[]
  /** How many cells a row may have, most first: such that a cell is a round length of time. */
  readonly choices: readonly number[]
  /** What stands above the cells, each at its part of the row. */
  readonly ruler: readonly (readonly [at: number, text: string])[]
}

export interface Row extends Stretch {
  readonly label: string
  /** Of the full row: a month has up to 31 days, and a row of 31 columns for them. */
  readonly share: number
}

const mostDays = 31
/** Half a year: beyond, a row a month. */
const mostWeeks = 26
const longestMonth = 31
/** A row a month for a hundred years: what is beyond is not drawn, for a log can claim any time. */
const mostRows = 1_200

/** A row a day up to a month, a row a week up to half a year, a row a month beyond. */
export function layout({ from, to }: Stretch, calendar: Calendar, words: TimeWords): Layout {
  const days = rowsOf(calendar.dayFrom(from, 0), to, mostDays, (at) => ({
    to: calendar.dayFrom(at, 1),
    label: words.day(at),
  }))
  if (days !== undefined) {
    const hours = [0, 6, 12, 18].map((hour) => [hour / 24, `${hour}`.padStart(2, '0')] as const)
    // A quarter of an hour, 20 min, half an hour, an hour, two.
    return { unit: 'day', rows: days, choices: [96, 72, 48, 24, 12], ruler: hours }
  }
  const monday = calendar.dayFrom(from, -calendar.on(from).weekday)
  const weeks = rowsOf(monday, to, mostWeeks, (at) => ({ to: calendar.dayFrom(at, 7), label: words.day(at) }))
  if (weeks !== undefined) {
    const names = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].map((name, at) => [at / 7, name] as const)
    // Two hours, three, four, six.
    return { unit: 'week', rows: weeks, choices: [84, 56, 42, 28], ruler: names }
  }
  const first = calendar.dayFrom(from, 1 - calendar.on(from).day)
  const months = rowsOf(first, to, mostRows, (at) => {
    const { year, month } = calendar.on(at)
    const days = new Date(Date.UTC(year, month, 0)).getUTCDate()
    return { to: calendar.dayFrom(at, days), label: words.month(at), share: days / longestMonth }
  })
  const dates = [1, 8, 15, 22, 29].map((date) => [(date - 1) / longestMonth, `${date}`] as const)
  // Eight hours, twelve, a day.
  return { unit: 'month', rows: months ?? [], choices: [93, 62, 31], ruler: dates }
}

/** Undefined where there would be more than `most`. */
function rowsOf(
  begin: number,
  end: number,
  most: number,
  next: (at: number) => { readonly to: number; readonly label: string; readonly share?: number },
): readonly Row[] | undefined {
  const rows: Row[] = []
  for (let at = begin; at <= end; ) {
    if (rows.length === most) return undefined
    const row = { share: 1, ...next(at), from: at }
    rows.push(row)
    at = row.to
  }
  return rows
}
