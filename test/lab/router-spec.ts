/** What the router at home lets machines at home ask of it, and what becomes of their calls to its own public address. */
export interface RouterSpec {
  /** It runs miniupnpd: machines at home may have ports opened. Without it nobody answers. */
  readonly portMapping?: PortMapping
  /** Calls from home to the router's public address, on its mail ports. The router refuses them unless told. */
  readonly hairpin?: Hairpin
  /**
   * It is a Bbox that shares its address, and says on a page of its own that these ports of it are its own. That the others
   * never arrive is the provider's doing, and another word (`block`).
   */
  readonly ownPorts?: { readonly from: number; readonly to: number }
}

/** All that is left out is as miniupnpd has it on a router with everything switched on. */
export interface PortMapping {
  /** The device that it says it is; `igd2` unless told. */
  readonly upnp?: 'igd1' | 'igd2' | 'off'
  /** One switch of miniupnpd's for both. A word: another program answers in its place, and never does anything. */
  readonly natpmpAndPcp?: boolean | PxpAnswers
  /** `false`: external and internal ports below 1024 are refused, as miniupnpd is shipped. */
  readonly allowLowPorts?: boolean
  /** The router says that this is its address outside, whatever it has there. miniupnpd takes no reserved one. */
  readonly externalIp?: string
  /** `false`: a machine may ask for another one. Under a fault always: miniupnpd sees the proxy, and nobody else. */
  readonly secure?: boolean
  readonly fault?: Fault
  /** What somebody opened before the run, without an end. */
  readonly entries?: readonly Entry[]
  /** `false`: none of it is there over IPv6, even if the line has it. */
  readonly v6?: boolean
}

/**
 * What is answered to every request of NAT-PMP and of PCP. `switched-off`: not authorized. `behind-another-nat`: to
 * NAT-PMP a private address and success, to PCP an address mismatch. `garbage`: no message of either protocol.
 */
export type PxpAnswers = 'switched-off' | 'behind-another-nat' | 'garbage'

/**
 * What a proxy before the router's UPnP does; it passes everything else on.
 *
 * To whoever asks for a mapping: `permanent-only` (725 if it is to end; tells no end of those that it has),
 * `permanent-only-402` (the same, said as "invalid arguments"), `same-port-only` (724), `forbids` (606),
 * `always-conflicts` (718), `says-yes` (success, and nothing is done). To whoever deletes one: `keeps` (success, and
 * nothing is done). To all: `html-description` (a web page in place of the description), `no-service-description` (a
 * device that maps no ports), `deaf` (takes every action and never answers).
 */
export type Fault =
  | 'permanent-only'
  | 'permanent-only-402'
  | 'same-port-only'
  | 'forbids'
  | 'always-conflicts'
  | 'says-yes'
  | 'keeps'
  | 'html-description'
  | 'no-service-description'
  | 'deaf'

/** A TCP port of the router that leads to a machine at home; to the same port there unless told. */
export interface Entry {
  readonly external: number
  readonly to: 'machine' | 'neighbour'
  readonly internal?: number
}

/**
 * `works`: whoever is forwarded from outside is so from home, under the router's address. `router-answers`: a mail
 * server of the router's own, which nobody sees from outside. `half`: forwarded under the caller's own address, so that
 * the answer never goes through the router and the call is lost.
 */
export type Hairpin = 'works' | 'router-answers' | 'half'
