import type { Failure } from '../../core/failure.ts'
import type { IgdService } from '../igd/igd.ts'
import type { PcpMeeting } from '../pcp/pcp.ts'
import type { RouterPlace } from './router-place.ts'

/** A router over IPv6, where nothing is mapped: its firewall is asked to let callers through to a port of ours. */
export interface RouterMetV6 {
  readonly place: RouterPlace
  readonly firewall: FirewallMeeting
  readonly pcp: PcpMeeting
}

/** How the service that makes holes in the IPv6 firewall (WANIPv6FirewallControl:1) was met. */
export type FirewallMeeting =
  /** The router announces none. */
  | { readonly kind: 'absent' }
  /** It announces one that does not answer as one; `prohibited`: it answers that we may not ask. */
  | { readonly kind: 'broken'; readonly failure: Failure }
  | {
      readonly kind: 'found'
      /** At the router's IPv6 address. */
      readonly service: IgdService
      /** Off: everything comes in, and no hole is needed. */
      readonly enabled: boolean
      readonly pinholesAllowed: boolean
    }
