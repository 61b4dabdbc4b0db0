import { type Reading, right, wrong } from '../../settings/reading.ts'

const hourMs = 3_600_000
const unitsMs: { readonly [unit: string]: number } = { h: hourMs, d: 24 * hourMs, w: 7 * 24 * hourMs }

/** Reads `30d`, `12h` or `4w`, so long before now, or `2026-11-01`, the begin of that day by the clock on the wall. ISO 8601, UTC. */
export function readSince(text: string, now: Date): Reading<string> {
  const wanted = wrong('a time before now: 12h, 30d, 4w, or a day such as 2026-11-01')
  const [, count, unit = ''] = /^([1-9]\d{0,3})([hdw])$/.exec(text) ?? []
  if (count !== undefined) return right(new Date(now.getTime() - Number(count) * (unitsMs[unit] ?? 0)).toISOString())
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? []
  if (day === undefined) return wanted
  const begin = new Date(Number(year), Number(month) - 1, Number(day))
  // The thirtieth of February would be the second of March. A year under 100 would be one of the last century.
  const is =
    begin.getFullYear() === Number(year) && begin.getMonth() + 1 === Number(month) && begin.getDate() === Number(day)
  return is && begin <= now ? right(begin.toISOString()) : wanted
}
