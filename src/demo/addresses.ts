/**
 * Who wears which address on the scripted internet: the one place that knows.
 *
 * None is a documentation address (192.0.2.0/24, 198.51.100.0/24, 203.0.113.0/24, 2001:db8::/32): agent and probe
 * rightly take those for reserved, and would refuse to dial them. So unreserved prefixes are borrowed. That is safe:
 * every one of them is led to loopback, and what is not led there fails.
 */

/** Hosts of the internet, with names that no real resolver knows (RFC 6761 §6.2). */
export const hosts = {
  probe: { name: 'probe.test', v4: '25.198.51.10', v6: '2a25:198:51::10' },
  stun: { name: 'stun.test', v4: '25.198.51.20', v6: '2a25:198:51::20' },
  /** Of another operator: two witnesses can agree. */
  otherStun: { name: 'stun.other.test', v4: '25.198.52.20', v6: '2a25:198:52::20' },
  /** A large receiver's mail exchanger, and the host that the probe tries its own way out on. */
  exchanger: { name: 'mx.test', v4: '25.198.51.25', v6: '2a25:198:51::25' },
  /** Sends for those who may not send themselves. */
  relay: { name: 'relay.test', v4: '25.198.53.87', v6: '2a25:198:53::87' },
  /** Has a page of a known text. */
  portal: { name: 'portal.test', v4: '25.198.51.80', v6: '2a25:198:51::80' },
  /** Name servers that tell whom they are asked by. */
  nameServer: { name: 'ns.test', v4: '25.198.51.53', v6: '2a25:198:51::53' },
  otherNameServer: { name: 'ns.other.test', v4: '25.198.52.53', v6: '2a25:198:52::53' },
  globalping: { name: 'globalping.test', v4: '25.198.54.43', v6: '2a25:198:54::43' },
  /** Dials whoever asks (echoip). */
  portChecker: { name: 'echoip.test', v4: '25.198.55.81', v6: '2a25:198:55::81' },
  /** Has every zone that there is. */
  zones: { name: 'ns.zones.test', v4: '25.198.56.53', v6: '2a25:198:56::53' },
  /** Resolvers for everybody. */
  openResolver: { name: 'open.resolver.test', v4: '25.198.58.53', v6: '2a25:198:58::53' },
  otherResolver: { name: 'other.resolver.test', v4: '25.198.59.53', v6: '2a25:198:59::53' },
  /** Has the page that says how mail for a domain is to be secured (MTA-STS). */
  policy: { name: 'policy.test', v4: '25.198.57.43', v6: '2a25:198:57::43' },
} as const

/** The routers between the provider and the hosts above. */
export const transit = { v4: '25.198.51.1', v6: '2a25:198:51::1' } as const

export const provider = {
  gateway: '25.203.113.1',
  /** The address of a customer who has one of his own. */
  customer: '25.203.113.7',
  /** The one he gets when the line is set up anew. */
  nextCustomer: '25.203.113.8',
  /** The one that others see where mail goes another way. */
  mailExit: '25.203.114.25',
  /** What customers behind carrier NAT share. */
  shared: '25.203.113.99',
  /** Its resolver, where that answers in place of everybody's name servers. */
  resolver: '25.203.113.53',
  /** Where it leads people who have misspelled a name. */
  searchPage: '25.203.113.80',
  /** RFC 6598: between the customers' routers and the carrier's translator. */
  carrierGateway: '100.64.1.1',
  /** What a customer's router has outside where it shares a public address. */
  inner: '100.64.1.7',
} as const

export const home = {
  router: '192.168.1.1',
  machine: '192.168.1.10',
  /** Another machine on the same network. */
  neighbour: '192.168.1.20',
  /** No machine has it any more. */
  nobody: '192.168.1.66',
  routerV6: '2a25:203:113:1::1',
  machineV6: '2a25:203:113:1::10',
  /** Beside it, where that one is a privacy address. */
  lastingV6: '2a25:203:113:1::25',
  /** Locally administered (IEEE 802), so nobody's. */
  routerHardware: '02:00:5e:a8:01:01',
  /** Inside the tunnel of a VPN. */
  tunnel: '10.8.0.2',
} as const

/** Where the probes of Globalping call from: volunteers, each on a line of his own. */
export const volunteerAddress = (at: number): string => `25.199.${at + 1}.7`

/** Nobody's (RFC 5737). Who answers from there answers in place of others. */
export const nowhere = '192.0.2.53'

/** Where routers are searched for by whoever does not know them (UPnP Device Architecture 2.0 §1.1). */
export const ssdpGroup = '239.255.255.250'

/**
 * Everything really happens here. One address of each family, since macOS has no other in 127.0.0.0/8 unless an
 * administrator adds it.
 */
export const loopback = { v4: '127.0.0.1', v6: '::1' } as const

export const ports = {
  api: 8025,
  stun: 3478,
  dns: 53,
  web: 80,
  secureWeb: 443,
  relay: 587,
  ssdp: 1900,
  igd: 5000,
  pxp: 5351,
} as const
