/** Under which addresses the line is seen, by which ways the machine leaves, and how the probe is found. */
export interface AddressSpec {
  /** What the carrier's translator does with its address, with `v4: 'carrier'` alone; `shared` unless told. */
  readonly carrier?: CarrierNat
  /** TCP ports that the provider's box passes on to the router behind it, with `v4: 'double'` alone. */
  readonly boxForwards?: readonly number[]
  /** The public address changes as soon as somebody at home has called the probe: new connections leave by another. */
  readonly renumbered?: 'once-the-probe-is-met'
  /** A tunnel that everything at home leaves by. */
  readonly vpn?: Vpn
  /** An overlay network such as Tailscale: an interface with an address of 100.64.0.0/10, for its own peers alone. */
  readonly overlay?: 'beside-the-line'
  /** A second way out of the machine, by another provider; the first is the better one. */
  readonly secondUplink?: 'worse'
  /** What the machine hangs on the line by; an Ethernet unless told. */
  readonly adapter?: 'modem'
  /** `temporary`: the machine speaks from a privacy address (RFC 8981). */
  readonly sourceV6?: 'temporary'
  /** `blocked`: the provider lets no datagram to the port of STUN through. */
  readonly stun?: 'blocked'
  readonly probe?: ProbeState
}

/**
 * `shared`: one address for all customers, and nobody gets in. `one-to-one`: whoever calls the address reaches this
 * customer. `by-protocol`: UDP leaves by one address and TCP by another, as from a pool that pairs nothing (against
 * RFC 4787 REQ-2). `ds-lite`: IPv4 is carried within IPv6 to a translator of the provider's (RFC 6333).
 */
export type CarrierNat = 'shared' | 'one-to-one' | 'by-protocol' | 'ds-lite'

/**
 * `shared`: a service whose customers leave by one address and cannot be called. `own-address`: an association that gives
 * each member an address of his own, with all ports open; it is on the machine itself.
 */
export type Vpn = 'shared' | 'own-address'

/**
 * `none`: nobody has one. `egress-25-blocked`: its provider lets nothing out to port 25. `v4-only`: it has no IPv6. `down`: it was there when
 * its address was copied. `dies`: it is killed while it dials back. `busy`: it was asked too often from here. `other-key`:
 * the key behind the `#` is another's. `other-version`: it speaks the next version of the protocol. `on-the-router`,
 * `on-this-machine`: it was started at home.
 */
export type ProbeState =
  | 'none'
  | 'egress-25-blocked'
  | 'v4-only'
  | 'down'
  | 'dies'
  | 'busy'
  | 'other-key'
  | 'other-version'
  | 'on-the-router'
  | 'on-this-machine'
