import type { Line } from '../../core/line.ts'
import { meetUpnp } from '../igd/meet-upnp.ts'
import { askNatPmp } from '../natpmp/ask-nat-pmp.ts'
import { askPcp } from '../pcp/ask-pcp.ts'
import type { RouterMet } from './router-met.ts'
import type { RouterPlace } from './router-place.ts'

/** Meets a router in all three languages at once. Changes nothing; is over within `ms`. */
export async function meetRouter(line: Line, place: RouterPlace, ms: number): Promise<RouterMet> {
  const [upnp, natpmp, pcp] = await Promise.all([
    meetUpnp(line, place, ms),
    askNatPmp(line, place, ms),
    askPcp(line, place, ms),
  ])
  return { place, upnp, natpmp, pcp }
}
