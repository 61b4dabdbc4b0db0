import type { NotedChange, RouterChange, TableEntry } from '../../../core/journal.ts'
import { takeBack } from '../../../protocols/router/take-back.ts'
import type { PortClosed } from './port-closed.ts'
import { reachRouter } from './reach-router.ts'
import { strays } from './strays.ts'
import type { Lines } from './with-lines.ts'

/** Closes what bears our name in the router's table and leads to this machine, without a note of ours. */
export async function closeStrays(
  lines: Pick<Lines, 'line' | 'settings'>,
  own: readonly string[],
  isWanted: (port: number) => boolean,
): Promise<readonly PortClosed[]> {
  const { line } = lines
  const reached = await reachRouter(lines)
  if (reached.kind !== 'met') return []
  const found = (await strays(line, reached.met, own)) ?? []
  const closed: PortClosed[] = []
  for (const entry of found.filter(({ external }) => isWanted(external))) {
    const change = changeBehind(entry, reached.met.place.address, line.clock.now())
    // There is no note of it, so none has to be ended.
    const noted: NotedChange = { id: '', change }
    closed.push({ kind: 'taken-back', restored: { noted, ended: await takeBack(line, reached.met, change) } })
  }
  return closed
}

/** The change that must have made such a line. */
function changeBehind({ external, internal, leaseS }: TableEntry, router: string, at: string): RouterChange {
  return { at, router, speech: 'upnp', kind: 'mapping', family: 'v4', external, internal, leaseS }
}
