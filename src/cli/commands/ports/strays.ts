import type { TableEntry } from '../../../core/journal.ts'
import type { Line } from '../../../core/line.ts'
import { sameAddress } from '../../../protocols/addresses.ts'
import { descriptionOf } from '../../../protocols/router/description-of.ts'
import { listMappings } from '../../../protocols/router/list-mappings.ts'
import type { RouterMet } from '../../../protocols/router/router-met.ts'

/**
 * Lines of the router's table that bear our name and lead to this machine, and that we have no note of: opened by
 * another user of it, or before its notes were lost. Undefined where the table was not read to its end.
 */
export async function strays(
  line: Line,
  met: RouterMet,
  own: readonly string[],
): Promise<readonly TableEntry[] | undefined> {
  const listing = await listMappings(line, met)
  if (listing.kind !== 'listed' || !listing.complete) return undefined
  return listing.entries
    .filter(({ protocol, ours }) => protocol === 'TCP' && !ours)
    .map(({ entry }) => entry)
    .filter(
      ({ external, description, internal }) =>
        description === descriptionOf(external) && own.some((each) => sameAddress(each, internal.address)),
    )
}
