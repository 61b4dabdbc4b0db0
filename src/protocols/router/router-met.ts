import type { UpnpMeeting } from '../igd/igd.ts'
import type { NatPmpMeeting } from '../natpmp/nat-pmp.ts'
import type { PcpMeeting } from '../pcp/pcp.ts'
import type { RouterPlace } from './router-place.ts'

/** A router, and how it was met in each of the three languages. */
export interface RouterMet {
  readonly place: RouterPlace
  readonly upnp: UpnpMeeting
  readonly natpmp: NatPmpMeeting
  readonly pcp: PcpMeeting
}
