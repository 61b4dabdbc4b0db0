import { type Reading, right, wrong } from './reading.ts'

/** How long it may be, ms, and how that is said. */
export interface DurationBounds {
  readonly leastMs: number
  readonly mostMs: number
  /** To go after "must be": `a time from 1s to 15m, such as 30s`. */
  readonly wanted: string
}

const unitsMs: { readonly [unit: string]: number } = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** Reads `30s`, `5m`, `2h` or `1d`: a whole number and its unit, in ms. */
export function readDuration(text: string, { leastMs, mostMs, wanted }: DurationBounds): Reading<number> {
  const [, count = '', unit = ''] = /^([1-9]\d{0,6})([smhd])$/.exec(text) ?? []
  const ms = Number(count) * (unitsMs[unit] ?? 0)
  return ms >= leastMs && ms <= mostMs ? right(ms) : wrong(wanted)
}
