/**
 * Who wears which address in the lab: the one place that knows.
 *
 * Nobody "on the internet" wears a documentation address (192.0.2.0/24, 198.51.100.0/24, 203.0.113.0/24, 2001:db8::/32):
 * whatever judges "is this address public?" rightly treats those as reserved, miniupnpd and this project's own probe
 * among them. So the lab borrows unreserved prefixes. That is safe: a world has no uplink.
 */

export interface Addresses {
  readonly v4: string
  readonly v6: string
}

/** The hosts of the internet: 25.198.51.0/24 and 2a25:198:51::/64. */
export const hosts = {
  /** The provider's router, seen from the internet. */
  gateway: { v4: '25.198.51.1', v6: '2a25:198:51::1' },
  /** A machine of its own; nothing of the lab listens here. */
  probe: { v4: '25.198.51.10', v6: '2a25:198:51::10' },
  /** STUN needs two addresses (RFC 5780 §3); the second one answers STUN by itself too. */
  stun: { v4: '25.198.51.20', v6: '2a25:198:51::20' },
  stunSecond: { v4: '25.198.51.21', v6: '2a25:198:51::21' },
  /** Somebody else's STUN, of one address. */
  stunThird: { v4: '25.198.51.22', v6: '2a25:198:51::22' },
  /** Mail servers that greet: the canary of the probe's self-test, and the agent's second witnesses. */
  mx: { v4: '25.198.51.25', v6: '2a25:198:51::25' },
  mx2: { v4: '25.198.51.26', v6: '2a25:198:51::26' },
  /** A web page in the clear whose text is known, to tell the network of a hotel. */
  portal: { v4: '25.198.51.80', v6: '2a25:198:51::80' },
  /** Has the page that says how mail for `home.test` is to be secured, where there is one. */
  policy: { v4: '25.198.51.81', v6: '2a25:198:51::81' },
  /** Authoritative for everything. */
  dns: { v4: '25.198.51.53', v6: '2a25:198:51::53' },
} as const satisfies Record<string, Addresses>

/** What the provider hands out: 25.203.113.0/24 and 2a25:203:113::/48. */
export const provider = {
  gateway: '25.203.113.1',
  /** The address of a customer who has one of his own. */
  customer: '25.203.113.7',
  /** Another one that the provider may send some of his connections by. */
  second: '25.203.113.8',
  resolver: '25.203.113.53',
  /** Where a resolver leads people who have misspelled a name. */
  searchPage: '25.203.113.80',
  resolverV6: '2a25:203:113:fffd::53',
  /** The address that the customers behind carrier NAT share. */
  shared: '25.203.113.99',
  gatewayV6: '2a25:203:113:ffff::1',
  customerV6: '2a25:203:113:ffff::7',
} as const

/** RFC 6598, between the customer's router and the carrier's NAT. */
export const carrier = {
  gateway: '100.64.1.1',
  customer: '100.64.1.7',
  /** A second address that its customers share. */
  secondShared: '25.203.113.98',
} as const

/** DS-Lite: the customer's router and the translator at the provider's end of the tunnel (RFC 6333 §5.7). */
export const dsLite = { translator: '192.0.0.1', router: '192.0.0.2' } as const

/** Another provider, of the machine's second line. */
export const secondProvider = { gateway: '100.64.2.1', customer: '100.64.2.7', shared: '25.203.113.97' } as const

/** A VPN: its machine on the internet, both ends of the tunnel, and an address that it gives to one of its members. */
export const vpn = {
  host: '25.198.51.30',
  inner: '10.8.0.1',
  customer: '10.8.0.2',
  member: '25.198.52.31',
} as const

/** What an overlay network calls the machine at home; Tailscale uses RFC 6598 as well. */
export const overlayAddress = '100.101.102.103'

/** Between the provider's box and the router that the customer put behind it. */
export const between = {
  box: '192.168.0.1',
  router: '192.168.0.2',
  boxV6: '2a25:203:113:fffe::1',
  routerV6: '2a25:203:113:fffe::2',
} as const

/** The network at home. */
export const home = {
  network: '192.168.1.0/24',
  router: '192.168.1.1',
  machine: '192.168.1.10',
  /** Another machine beside it. */
  neighbour: '192.168.1.11',
  networkV6: '2a25:203:113:1::/64',
  routerV6: '2a25:203:113:1::1',
  machineV6: '2a25:203:113:1::10',
} as const

/** What the customer has once the provider has changed it. */
export const renumbered = {
  v4: '25.203.113.9',
  networkV6: '2a25:203:113:2::/64',
  routerV6: '2a25:203:113:2::1',
  machineV6: '2a25:203:113:2::10',
} as const

export const stunPort = 3478

/** Where the probe is asked for things. */
export const probePort = 8025

/** `http://portal.test/ok.txt`, and what is there. */
export const portalPage = { url: 'http://portal.test/ok.txt', text: 'success' } as const

/** SMTP, submissions, submission, IMAP, IMAPS. */
export const mailPorts = [25, 465, 587, 143, 993] as const
