import type { Failure } from '../../core/failure.ts'
import type { NotedChange, TableEntry } from '../../core/journal.ts'
import type { Line } from '../../core/line.ts'
import type { UpnpMeeting } from '../igd/igd.ts'
import { leadsTo } from './leads-to.ts'
import { readTable } from './read-table.ts'
import type { RouterMet } from './router-met.ts'

/** What a router forwards, as its table shows it. */
export type Listing =
  | {
      readonly kind: 'listed'
      readonly entries: readonly ListedMapping[]
      /** Whether the router came to an end of its table. */
      readonly complete: boolean
    }
  /** Only UPnP has a table, and this router has none to show: how UPnP was met, and how the table was refused. */
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

/** Reads the router's table, for 256 lines or 10 s at most. Changes nothing. */
export async function listMappings(line: Line, met: RouterMet): Promise<Listing> {
  const [read, notes] = await Promise.all([readTable(line, met), line.journal.unended()])
  if (read === undefined) return { kind: 'no-table', upnp: met.upnp.kind }
  const { lines, complete, ...why } = read
  if (lines.length === 0 && Object.keys(why).length > 0) return { kind: 'no-table', upnp: 'found', ...why }
  const ours = (notes.ok ? notes.value : []).filter(({ change }) => change.router === met.place.address)
  const entries = lines.map(({ protocol, ...entry }) => ({
    entry,
    protocol,
    ours: protocol === 'TCP' && ours.some((noted) => hasMade(noted, entry)),
  }))
  return { kind: 'listed', entries, complete }
}

function hasMade({ change }: NotedChange, entry: TableEntry): boolean {
  return change.kind === 'mapping' && change.external === entry.external && leadsTo(entry, change.internal)
}
