import type { NotedChange } from '../../../core/journal.ts'
import type { ListedMapping, Listing } from '../../../protocols/router/list-mappings.ts'
import { leadsTo } from '../../../protocols/router/leads-to.ts'
import { hasLapsed } from '../../../protocols/router/lease-left.ts'
import type { RouterMet } from '../../../protocols/router/router-met.ts'

/** All that is known of what a router leads where. */
export interface TableSeen {
  readonly met: RouterMet
  readonly listing: Listing
  /** The addresses of this machine. */
  readonly own: readonly string[]
  /** What we have opened, by our own notes, and the router's table does not show: it has none, or has no such line. */
  readonly noted: readonly NotedChange[]
}

/** What we have noted and not seen in the table. `notes`: all that have not ended; `now`: ISO 8601. */
export function unseenNotes(
  notes: readonly NotedChange[],
  listing: Listing,
  { place }: RouterMet,
  now: string,
): readonly NotedChange[] {
  const entries: readonly ListedMapping[] = listing.kind === 'listed' ? listing.entries : []
  return notes.filter(({ change }) => {
    if (hasLapsed(change, now)) return false
    // Holes in the IPv6 firewall stand in no table.
    if (change.kind === 'pinhole') return true
    const isShown = entries.some(
      ({ entry, protocol }) =>
        protocol === 'TCP' && entry.external === change.external && leadsTo(entry, change.internal),
    )
    return change.router === place.address && !isShown
  })
}
