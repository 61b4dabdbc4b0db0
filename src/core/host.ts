import type { Outcome } from './failure.ts'
import type { Endpoint, Family } from './line.ts'

/** The machine the agent runs on. Each of these reads, none of them sends a packet. */
export interface Host {
  interfaces(): Promise<Outcome<readonly NetworkInterface[]>>
  /** The default routes of a family, best first. Without `hardware` it need not be told: that takes another program on some systems. */
  gateways(family: Family, wanted?: { readonly hardware?: boolean }): Promise<Outcome<readonly Gateway[]>>
  /**
   * Whether an interface that `interfaces` no longer tells of has a cable at its end: it tells of those alone that are up,
   * run, and have an address. Undefined where nobody knows; absent where the system does not tell.
   */
  link?(name: string): Promise<LinkState | undefined>
  /** Live TCP sockets, listeners included. `unsupported` where the system does not tell. */
  sockets(): Promise<Outcome<readonly TcpSocket[]>>
  /** Whether this is a container with a network of its own making. */
  container(): Promise<boolean>
  /**
   * Whether this machine's own packet filter lets such a connection in, by its rules as they were read.
   * Fails `not-permitted` where the rules are for root alone, `unsupported` where the system's are not read.
   */
  firewall(packet: InboundPacket): Promise<Outcome<FirewallVerdict>>
}

/** `off`: switched off, or gone altogether. `no-carrier`: on, and nothing at the other end. */
export type LinkState = 'up' | 'no-carrier' | 'off'

/** The first packet of a TCP connection to a port of this machine. */
export interface InboundPacket {
  readonly family: Family
  readonly port: number
  /** The caller's address; somebody on the internet unless told. */
  readonly from?: string
  /** Where it comes in, usually the interface of the default route. */
  readonly interface?: string
}

export interface FirewallVerdict {
  /** `cannot-tell`: the rules were read, and it hangs on one that cannot be foreseen. */
  readonly verdict: 'accepts' | 'drops' | 'rejects' | 'cannot-tell'
  /** The rule or policy that decides (or casts doubt), in short: at most 240 characters. Absent where none objects. */
  readonly because?: string
  /** Who read the rules. */
  readonly by: 'nft' | 'iptables' | 'none'
}

export interface NetworkInterface {
  readonly name: string
  /** `tunnel` covers tun, tap, WireGuard, PPP over a VPN; `bridge` a bridge or a container's end of one. */
  readonly kind: 'ethernet' | 'wireless' | 'mobile' | 'ppp' | 'tunnel' | 'bridge' | 'loopback' | 'other'
  readonly addresses: readonly InterfaceAddress[]
  readonly mtu?: number
}

export interface InterfaceAddress {
  readonly family: Family
  readonly address: string
  readonly prefix: number
  /** An IPv6 privacy address (RFC 8981). */
  readonly temporary: boolean
}

export interface Gateway {
  readonly interface: string
  /** Absent on a point-to-point link (`on-link`). */
  readonly address?: string
  /** Lower wins. */
  readonly metric: number
  /** Hardware address, where the neighbour table has it: tells one home from another. */
  readonly hardware?: string
}

export interface TcpSocket {
  readonly local: Endpoint
  readonly remote: Endpoint
  readonly state: 'listening' | 'established' | 'syn-received' | 'syn-sent' | 'closing'
}
