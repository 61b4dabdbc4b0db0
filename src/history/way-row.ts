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
  const wayTo = to(row[0])
  const over = family(row[1])
  const asked = count(row[2])
  const lost = count(row[3])
  if (wayTo === undefined || over === undefined || asked === undefined || lost === undefined || lost > asked)
    return undefined
  const medianMs = known(row[4])
  const p95Ms = known(row[5])
  const jitterMs = known(row[6])
  if (medianMs === 'wrong' || p95Ms === 'wrong' || jitterMs === 'wrong') return undefined
  // Fifty thousand of them a year: the usual one is made at once.
  if (medianMs !== undefined && p95Ms !== undefined && jitterMs !== undefined)
    return { to: wayTo, family: over, asked, lost, medianMs, p95Ms, jitterMs }
  return {
    to: wayTo,
    family: over,
    asked,
    lost,
    ...(medianMs === undefined ? undefined : { medianMs }),
    ...(p95Ms === undefined ? undefined : { p95Ms }),
    ...(jitterMs === undefined ? undefined : { jitterMs }),
  }
}

function known(column: unknown): number | undefined | 'wrong' {
  return column === null || column === undefined ? undefined : (duration(column) ?? 'wrong')
}
