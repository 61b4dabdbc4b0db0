import type { AddressSpec } from './address-spec.ts'
import type { InboundSpec } from './inbound-spec.ts'
import type { NamesSpec } from './names-spec.ts'
import type { OutboundSpec } from './outbound-spec.ts'
import type { PublicSpec } from './public-spec.ts'
import type { RouterSpec } from './router-spec.ts'

/**
 * A world as data: what lies between the machine at home and the internet. Everything left out is that of a good line.
 *
 * A new kind of world is a new word here and a branch in `plan/`; nothing else needs to know.
 */
export interface WorldSpec extends InboundSpec, AddressSpec, RouterSpec, PublicSpec {
  readonly v4?: V4
  readonly v6?: V6
  /** TCP ports that the router at home passes on to the machine, whatever stands before the router. */
  readonly forwards?: readonly number[]
  readonly isp?: { readonly block?: Block } & OutboundSpec
  readonly uplink?: Uplink
  /** DNS records beside the built-in ones, as lines of a zone file with absolute names. */
  readonly records?: readonly string[]
  readonly names?: NamesSpec
}

/**
 * Where the public IPv4 address is; the words are those of the answers of `line.nat.v4`.
 *
 * `direct`: on the machine. `one-router`: on the router at home. `double`: on the provider's box, with the router at
 * home behind it. `carrier`: in the provider's network, shared with others (CGNAT). `none`: there is no IPv4 at all.
 */
export type V4 = 'direct' | 'one-router' | 'double' | 'carrier' | 'none'

/**
 * `native-open`: every machine can be reached. `native-firewalled`: only answers come in, as most boxes have it.
 * `blackhole`: addresses and routes are there, and nothing ever comes back.
 */
export type V6 = 'none' | 'native-open' | 'native-firewalled' | 'blackhole'

/** What the provider does not let through, by destination port, in both families. */
export interface Block {
  readonly out?: readonly number[]
  /** `all`: nobody outside may begin a connection. */
  readonly in?: readonly (number | PortRange)[] | 'all'
  readonly how?: 'drop' | 'reset' | 'prohibited'
}

/** As nft writes it. */
export type PortRange = `${number}-${number}`

/**
 * `no-internet`: the router is there, the line behind it is dead. `no-gateway`: the machine has no default route.
 * `captive`: the router of a hotel, before anybody has logged in.
 */
export type Uplink = 'up' | 'no-internet' | 'no-gateway' | 'captive'

/**
 * The namespaces of a world, from home outwards. `box` exists with `v4: 'double'` alone, `router` in all but `direct`.
 * `home2`, the neighbour, is at the router as home is. `inet` has all hosts of the internet but one; `probe` is a machine of its own, so that nothing else is local to it;
 * `vpn` likewise, where there is one.
 */
export type Place = 'home' | 'home2' | 'router' | 'box' | 'isp' | 'inet' | 'probe' | 'vpn'
