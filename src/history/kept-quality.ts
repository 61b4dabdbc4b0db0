import type { Quality, WayQuality } from './record.ts'

/** The order in which a table knows them. */
export const wayEnds = ['gateway', 'hop', 'far'] as const
export const wayFamilies = ['v4', 'v6'] as const
/** Of a way in a table: its end and family as one number, asked, lost, median, p95, jitter; NaN for what is not known. */
export const wayColumns = 6

/**
 * A quality that takes little room. A year has nine thousand with fifty thousand ways, and to keep those as objects takes longer
 * than to read them: they are numbers in a table, and made anew whenever they are asked for.
 */
export class KeptQuality implements Quality {
  readonly kind = 'quality'
  readonly at: string
  readonly from: string
  readonly looks: number
  readonly #table: Float64Array
  readonly #begin: number
  readonly #end: number

  /** Its ways are from `begin` to `end` in the table. */
  constructor(times: Pick<Quality, 'at' | 'from' | 'looks'>, table: Float64Array, begin: number, end: number) {
    this.at = times.at
    this.from = times.from
    this.looks = times.looks
    this.#table = table
    this.#begin = begin
    this.#end = end
  }

  get ways(): readonly WayQuality[] {
    const ways: WayQuality[] = []
    for (let at = this.#begin; at < this.#end; at += wayColumns) ways.push(wayAt(this.#table, at))
    return ways
  }
}

function wayAt(table: Float64Array, at: number): WayQuality {
  const code = table[at] ?? 0
  const to = wayEnds[code >> 1] ?? 'far'
  const family = wayFamilies[code & 1] ?? 'v4'
  const asked = table[at + 1] ?? 0
  const lost = table[at + 2] ?? 0
  const medianMs = table[at + 3] ?? 0
  if (Number.isNaN(medianMs)) return { to, family, asked, lost }
  return { to, family, asked, lost, medianMs, p95Ms: table[at + 4] ?? 0, jitterMs: table[at + 5] ?? 0 }
}
