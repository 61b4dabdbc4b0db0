import { count, duration, oneOf } from './read-fields.ts'
import type { WayQuality } from './record.ts'

/**
 * How a way's quality is kept: a row of a table, `["gateway","v4",120,0,0.4,1.2,0.1]`. There are five of them an hour: with
 * their names, a year of them alone would be beyond what a history may take.
 */
type WayRow = readonly (string | number | null)[]

const to = oneOf('gateway', 'hop', 'far')
const family = oneOf('v4', 'v6')
/** to, family, asked, lost, median, p95, jitter. */
const columns = 7

/** What is not known is null, and left out at the end. */
export function writeWay({ to, family, asked, lost, medianMs, p95Ms, jitterMs }: WayQuality): WayRow {
  const row = [to, family, asked, lost, medianMs ?? null, p95Ms ?? null, jitterMs ?? null]
  return row.slice(0, row.findLastIndex((column) => column !== null) + 1)
}

export function readWay(value: unknown): WayQuality | undefined {
  if (!Array.isArray(value) || value.length > columns) return undefined
  const row: readonly unknown[] = value
  const read = { to: to(row[0]), family: family(row[1]), asked: count(row[2]), lost: count(row[3]) }
  if (read.to === undefined || read.family === undefined || read.asked === undefined || read.lost === undefined)
    return undefined
  if (read.lost > read.asked) return undefined
  const known = row.slice(4).map((column) => (column === null ? null : duration(column)))
  if (known.includes(undefined)) return undefined
  const [medianMs, p95Ms, jitterMs] = known.map((column) => column ?? undefined)
  return {
    to: read.to,
    family: read.family,
    asked: read.asked,
    lost: read.lost,
    ...(medianMs === undefined ? {} : { medianMs }),
    ...(p95Ms === undefined ? {} : { p95Ms }),
    ...(jitterMs === undefined ? {} : { jitterMs }),
  }
}
