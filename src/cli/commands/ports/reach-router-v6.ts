import { meetRouterV6 } from '../../../protocols/router/meet-router-v6.ts'
import type { RouterMetV6 } from '../../../protocols/router/router-met-v6.ts'
import { findRouter } from './find-router.ts'
import { type Reached, reachRouter } from './reach-router.ts'
import type { Lines } from './with-lines.ts'

/** Each of the two meetings, one after the other: together as long as one over IPv4 alone. */
const meetingMs = 1500

/**
 * Finds the router of the default route over IPv6 and meets it, within 3 s: its IPv6 firewall is announced over IPv4, so
 * it is met there first. Changes nothing.
 */
export async function reachRouterV6(lines: Pick<Lines, 'line' | 'settings'>): Promise<Reached<RouterMetV6>> {
  const { line, settings } = lines
  const found = await findRouter(line, 'v6', settings.interface)
  if (found.kind !== 'found') return found
  const overV4 = await reachRouter(lines, meetingMs)
  const v4 = overV4.kind === 'met' ? overV4.met : undefined
  return { kind: 'met', met: await meetRouterV6(line, found.place, v4, meetingMs), interface: found.interface }
}
