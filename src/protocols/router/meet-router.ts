import type { Line } from '../../core/line.ts'
import { meetUpnp } from '../igd/meet-upnp.ts'
import { askNatPmp } from '../natpmp/ask-nat-pmp.ts'
import { askPcp } from '../pcp/ask-pcp.ts'
import type { RouterMet } from './router-met.ts'
import type { RouterPlace } from './router-place.ts'

/**
 * Meets a router in all three languages at once. Changes nothing; is over within `ms`, or within `silentMs` where it answers
 * in none: one that has announced itself may take longer to say what it is.
 */
export async function meetRouter(
  line: Line,
  place: RouterPlace,
  ms: number,
  silentMs: number = ms,
): Promise<RouterMet> {
  const [upnp, natpmp, pcp] = await Promise.all([
    silentMs < ms ? meetUpnp(line, place, ms, silentMs) : meetUpnp(line, place, ms),
    askNatPmp(line, place, silentMs),
    askPcp(line, place, silentMs),
  ])
  return { place, upnp, natpmp, pcp }
}
