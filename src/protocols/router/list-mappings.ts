import type { Failure } from '../../core/failure.ts'
import type { NotedChange, TableEntry } from '../../core/journal.ts'
import type { Line } from '../../core/line.ts'
import { type Deadline, deadlineOf } from '../deadline.ts'
import type { IgdService, UpnpMeeting } from '../igd/igd.ts'
import { genericEntry } from '../igd/mapping-table.ts'
import { leadsTo } from './leads-to.ts'
import type { RouterMet } from './router-met.ts'

/** What a router forwards, as its table shows it. */
export type Listing =
  | {
      readonly kind: 'listed'
      readonly entries: readonly ListedMapping[]
      /** Whether the router came to an end of its table. */
      readonly complete: boolean
    }
  /** UPnP alone has a table, and this router has none to show: how UPnP was met, and how the table was refused. */
  | {
      readonly kind: 'no-table'
      readonly upnp: UpnpMeeting['kind']
      readonly code?: number
      readonly failure?: Failure
    }

export interface ListedMapping {
  readonly entry: TableEntry
  readonly protocol: 'TCP' | 'UDP'
  /** This program has made it, and has it in its journal. */
  readonly ours: boolean
}

/** More than any home has; some routers never come to an end. */
const maxEntries = 256
/** At once: small routers take few connections. */
const batch = 4
/** For the whole table: 256 entries of a router that takes 150 ms for each. */
const listingMs = 10_000

/** Reads the router's table to its end, for 256 entries or 10 s at most. Changes nothing. */
export async function listMappings(line: Line, met: RouterMet): Promise<Listing> {
  if (met.upnp.kind !== 'found') return { kind: 'no-table', upnp: met.upnp.kind }
  const { wan } = met.upnp.igd
  const notes = await line.journal.unended()
  const mine = (notes.ok ? notes.value : []).filter(({ change }) => change.router === met.place.address)
  const until = deadlineOf(line.clock, listingMs)

  const listed: ListedMapping[] = []
  const seen = new Set<string>()
  for (let index = 0; index < maxEntries && until.left() > 0; index += batch) {
    for (const one of await readBatch(line, met, wan, index, until)) {
      if (one.kind !== 'done') {
        if (listed.length > 0) return { kind: 'listed', entries: listed, complete: false }
        return {
          kind: 'no-table',
          upnp: 'found',
          ...(one.kind === 'fault' ? { code: one.code } : { failure: one.failure }),
        }
      }
      if (one.value === 'end') return { kind: 'listed', entries: listed, complete: true }
      const { protocol, ...entry } = one.value
      const key = `${protocol} ${entry.external} ${entry.remoteHost}`
      // A table has each key once: this one goes round, or was written to while we read.
      if (seen.has(key)) return { kind: 'listed', entries: listed, complete: false }
      seen.add(key)
      listed.push({ entry, protocol, ours: protocol === 'TCP' && mine.some((noted) => isOf(noted, entry)) })
    }
  }
  return { kind: 'listed', entries: listed, complete: false }
}

function readBatch(line: Line, { place }: RouterMet, wan: IgdService, from: number, until: Deadline) {
  const places = Array.from({ length: Math.min(batch, maxEntries - from) }, (_, offset) => from + offset)
  return Promise.all(places.map((index) => genericEntry(line, place, wan, index, until.left())))
}

function isOf({ change }: NotedChange, entry: TableEntry): boolean {
  return change.kind === 'mapping' && change.external === entry.external && leadsTo(entry, change.internal)
}
