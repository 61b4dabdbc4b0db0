import type { Line } from '../../core/line.ts'
import { firewallStatus } from '../igd/ipv6-firewall.ts'
import { serviceAt } from '../igd/service-at.ts'
import { askPcp } from '../pcp/ask-pcp.ts'
import type { RouterMet } from './router-met.ts'
import type { FirewallMeeting, RouterMetV6 } from './router-met-v6.ts'
import type { RouterPlace } from './router-place.ts'

/**
 * Meets a router over IPv6: its firewall, if `v4` has found that it has one to ask, and PCP. Changes nothing; is over
 * within `ms`.
 */
export async function meetRouterV6(
  line: Line,
  place: RouterPlace,
  v4: RouterMet | undefined,
  ms: number,
): Promise<RouterMetV6> {
  const [firewall, pcp] = await Promise.all([meetFirewall(line, place, v4, ms), askPcp(line, place, ms)])
  return { place, firewall, pcp }
}

async function meetFirewall(
  line: Line,
  place: RouterPlace,
  v4: RouterMet | undefined,
  ms: number,
): Promise<FirewallMeeting> {
  const announced = v4?.upnp.kind === 'found' ? v4.upnp.igd.firewall : undefined
  if (announced === undefined) return { kind: 'absent' }
  const service = serviceAt(announced, place)
  const status = await firewallStatus(line, place, service, ms)
  if (status.kind === 'done') return { kind: 'found', service, ...status.value }
  return { kind: 'broken', failure: status.kind === 'fault' ? 'prohibited' : status.failure }
}
