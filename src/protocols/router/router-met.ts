import type { Failure } from '../../core/failure.ts'
import type { IgdService, UpnpMeeting } from '../igd/igd.ts'
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

/** The same over IPv6, where nothing is mapped: a firewall has holes, or has none. */
export interface RouterMetV6 {
  readonly place: RouterPlace
  readonly firewall: FirewallMeeting
  readonly pcp: PcpMeeting
}

/** How WANIPv6FirewallControl:1 was met. */
export type FirewallMeeting =
  | { readonly kind: 'absent' }
  | { readonly kind: 'broken'; readonly failure: Failure }
  | {
      readonly kind: 'found'
      readonly service: IgdService
      readonly enabled: boolean
      readonly pinholesAllowed: boolean
    }
