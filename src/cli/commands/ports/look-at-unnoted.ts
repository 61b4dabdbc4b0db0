import { tableOf } from '../../../protocols/router/router-table.ts'
import type { PortClosed } from './port-closed.ts'
import { reachRouter } from './reach-router.ts'
import type { Lines } from './with-lines.ts'

/** What the router has for ports that we have no note of. Changes nothing: what is not ours is not ours to close. */
export async function lookAtUnnoted(
  lines: Pick<Lines, 'line' | 'settings'>,
  ports: readonly number[],
): Promise<readonly PortClosed[]> {
  if (ports.length === 0) return []
  const reached = await reachRouter(lines)
  const table = reached.kind === 'met' ? tableOf(lines.line, reached.met) : undefined
  const seen: PortClosed[] = []
  for (const port of ports) {
    const told = await table?.look(port)
    if (told?.kind !== 'done') seen.push({ kind: 'not-known', port })
    else if (told.value === null) seen.push({ kind: 'not-open', port })
    else seen.push({ kind: 'not-ours', port, found: told.value })
  }
  return seen
}
