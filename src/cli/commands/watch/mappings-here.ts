import { sameAddress } from '../../../protocols/addresses.ts'
import { listMappings } from '../../../protocols/router/list-mappings.ts'
import { reachRouter } from '../ports/reach-router.ts'
import type { Lines } from '../ports/with-lines.ts'

/** As many as a record holds. */
const most = 40

/**
 * What the router leads to this machine, by its own table, as `TCP 25 to port 25`. Undefined where it shows none, or not all of it.
 * Changes nothing.
 */
export async function mappingsHere(lines: Pick<Lines, 'line' | 'settings'>): Promise<readonly string[] | undefined> {
  const reached = await reachRouter(lines)
  if (reached.kind !== 'met') return undefined
  const listing = await listMappings(lines.line, reached.met)
  if (listing.kind !== 'listed' || !listing.complete) return undefined
  const { local } = reached.met.place
  return listing.entries
    .filter(({ entry }) => sameAddress(entry.internal.address, local))
    .toSorted((one, other) => one.entry.external - other.entry.external)
    .slice(0, most)
    .map(({ protocol, entry }) => `${protocol} ${entry.external} to port ${entry.internal.port}`)
}
