import type { Failure } from '../../core/failure.ts'
import type { Address, Banner } from '../../core/mark.ts'

/** How the router's UPnP (an Internet Gateway Device, IGD:1 or IGD:2) was met. */
export type UpnpMeeting =
  /** Nobody answered for this router. */
  | { readonly kind: 'absent' }
  /** It announces itself, and cannot be used. */
  | { readonly kind: 'broken'; readonly why: BrokenIgd; readonly failure?: Failure }
  | { readonly kind: 'found'; readonly igd: Igd }

/**
 * `no-description`: what it announces cannot be fetched; `not-a-description`: it is no description of a device;
 * `no-wan-service`: the device has no service that maps ports; `no-answer`: the service does not answer as one.
 */
export type BrokenIgd = 'no-description' | 'not-a-description' | 'no-wan-service' | 'no-answer'

export interface Igd {
  /** The service that maps ports. */
  readonly wan: IgdService
  /** The service that makes holes in the IPv6 firewall (WANIPv6FirewallControl:1), where there is one. */
  readonly firewall?: IgdService
  /** What the router calls itself. */
  readonly model?: Banner
  /** Its own word on the address it has outside (GetExternalIPAddress); absent where it gives none. */
  readonly external?: Address
  /** The UPnP error in its place. */
  readonly externalError?: number
  /** Its own word on the connection (GetStatusInfo), such as `Connected`. Some say `Disconnected` and map all the same. */
  readonly status?: Banner
}

export interface IgdService {
  /** Where it is controlled: always at the router itself, whatever its description says. `http://192.168.1.1:5000/ctl/IPConn` */
  readonly url: string
  /** `urn:schemas-upnp-org:service:WANIPConnection:1` */
  readonly type: string
}

/** How an action of a service ended. */
export type ActionOutcome<T> =
  | { readonly kind: 'done'; readonly value: T }
  /** The router says no, with a code of the UPnP Device Architecture (§3.2.2) or of the service. */
  | { readonly kind: 'fault'; readonly code: number; readonly says: Banner }
  /** No answer, or none that can be understood. */
  | { readonly kind: 'failed'; readonly failure: Failure }
