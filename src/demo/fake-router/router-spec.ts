/** What the router speaks, and how it deals with those who ask it for ports. Whatever is left out it does not speak. */
export interface RouterSpec {
  /**
   * It announces itself as an Internet Gateway Device of that version; or announces one and has a login page in its place
   * (`html`), one that maps no ports (`no-service`), or one that never answers when it is asked for anything (`deaf`).
   */
  readonly upnp?: 'igd1' | 'igd2' | 'html' | 'no-service' | 'deaf'
  /** `off`: it answers that it may not; `garbage`: what it answers is nothing. */
  readonly natpmp?: 'on' | 'off' | 'garbage'
  /** Likewise; `mismatch`: it sees another address than the one it is told, for a NAT lies between. */
  readonly pcp?: 'on' | 'off' | 'garbage' | 'mismatch'
  /**
   * Its address outside: `public` (behind a carrier's NAT it is `private` unless told); `private`: and it maps all the
   * same; `untold`: it keeps that to itself; `none`: it tells none and maps nothing, as miniupnpd does behind another NAT.
   */
  readonly wan?: 'public' | 'private' | 'untold' | 'none'
  /**
   * Ports below 1024, every port, in UPnP those that are to be closed again by themselves (725), or those that lead to
   * another port (724).
   */
  readonly refuses?: 'low-ports' | 'everything' | 'leases' | 'other-ports'
  /** `says-yes`: and its table has nothing; `forwards-nothing`: its table has it, and nothing comes in. */
  readonly lies?: 'says-yes' | 'forwards-nothing'
  /** In NAT-PMP and PCP it gives another external port than the one that is asked for, or than those that it refuses. */
  readonly substitutes?: boolean
  /** It says yes to whoever takes a port back, and goes on. */
  readonly keeps?: boolean
  /**
   * What its table has already: a port, and the machine that it leads to, on the same port. `nobody`: one that is not
   * there any more.
   */
  readonly has?: readonly { readonly external: number; readonly to: 'neighbour' | 'machine' | 'nobody' }[]
  /** It has a UPnP service for holes in its IPv6 firewall, and lets them be made. */
  readonly pinholes?: 'on' | 'not-allowed'
}
