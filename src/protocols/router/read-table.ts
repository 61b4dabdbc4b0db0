import type { Failure } from '../../core/failure.ts'
import type { TableEntry } from '../../core/journal.ts'
import type { Line } from '../../core/line.ts'
import { deadlineOf } from '../deadline.ts'
import { genericEntry } from '../igd/mapping-table.ts'
import type { RouterMet } from './router-met.ts'

/** A router's table as far as it could be read. */
export interface TableRead {
  readonly lines: readonly TableLine[]
  /** The router came to its end. */
  readonly complete: boolean
  /** Why it did not, where it said so: the code of a fault, or no answer. */
  readonly code?: number
  readonly failure?: Failure
}

export type TableLine = TableEntry & { readonly protocol: 'TCP' | 'UDP' }

/** More than any home has; some routers never come to an end. */
const maxLines = 256
/** At once: small routers take few connections. */
const batch = 4
/** For the whole table: 256 lines of a router that takes 150 ms for four. */
const readingMs = 10_000

/** Reads the router's table line by line, for 256 lines or 10 s at most; undefined where it has none. Changes nothing. */
export async function readTable(line: Line, { place, upnp }: RouterMet): Promise<TableRead | undefined> {
  if (upnp.kind !== 'found') return undefined
  const until = deadlineOf(line.clock, readingMs)
  const lines: TableLine[] = []
  const seen = new Set<string>()
  for (let first = 0; first < maxLines && until.left() > 0; first += batch) {
    const places = Array.from({ length: batch }, (_, offset) => first + offset)
    const read = await Promise.all(places.map((at) => genericEntry(line, place, upnp.igd.wan, at, until.left())))
    for (const one of read) {
      if (one.kind === 'fault') return { lines, complete: false, code: one.code }
      if (one.kind === 'failed') return { lines, complete: false, failure: one.failure }
      if (one.value === 'end') return { lines, complete: true }
      const { protocol, external, remoteHost } = one.value
      const key = `${protocol} ${external} ${remoteHost}`
      // A table has each key once: this one goes round, or was written to while we read.
      if (seen.has(key)) return { lines, complete: false }
      seen.add(key)
      lines.push(one.value)
    }
  }
  return { lines, complete: false }
}
