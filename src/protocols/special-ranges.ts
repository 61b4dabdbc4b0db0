/**
 * What an address is for. `global` is the only one that a host on the internet can have; `translation`, `6to4` and
 * `teredo` are routed, but name a gateway's view of a host, never a host.
 */
export type Range =
  | 'global'
  | 'private'
  | 'carrier-grade-nat'
  | 'ds-lite'
  | 'loopback'
  | 'link-local'
  | 'unique-local'
  | 'documentation'
  | 'benchmarking'
  | 'translation'
  | '6to4'
  | 'teredo'
  | 'multicast'
  | 'unspecified'
  | 'reserved'

export interface SpecialRange {
  readonly cidr: string
  readonly range: Range
  readonly source: string
}

/**
 * The IANA special-purpose address registries (RFC 6890, RFC 8190), as read in October 2025. The first match counts, so a
 * narrow block stands before the wide one around it.
 */
export const specialRanges: readonly SpecialRange[] = [
  { cidr: '0.0.0.0/32', range: 'unspecified', source: 'RFC 1122 §3.2.1.3' },
  { cidr: '0.0.0.0/8', range: 'reserved', source: 'RFC 791 §3.2, this network' },
  { cidr: '10.0.0.0/8', range: 'private', source: 'RFC 1918' },
  { cidr: '100.64.0.0/10', range: 'carrier-grade-nat', source: 'RFC 6598' },
  { cidr: '127.0.0.0/8', range: 'loopback', source: 'RFC 1122 §3.2.1.3' },
  { cidr: '169.254.0.0/16', range: 'link-local', source: 'RFC 3927' },
  { cidr: '172.16.0.0/12', range: 'private', source: 'RFC 1918' },
  // DS-Lite's B4 and AFTR; 464XLAT's CLAT uses the same block (RFC 7335).
  { cidr: '192.0.0.0/29', range: 'ds-lite', source: 'RFC 6333 §5.7, RFC 7335' },
  // Has the PCP and TURN anycast addresses 192.0.0.9 and .10, which are no hosts either.
  { cidr: '192.0.0.0/24', range: 'reserved', source: 'RFC 6890 §2.1' },
  { cidr: '192.0.2.0/24', range: 'documentation', source: 'RFC 5737' },
  { cidr: '192.88.99.0/24', range: '6to4', source: 'RFC 7526, the relay anycast, deprecated' },
  { cidr: '192.168.0.0/16', range: 'private', source: 'RFC 1918' },
  { cidr: '198.18.0.0/15', range: 'benchmarking', source: 'RFC 2544' },
  { cidr: '198.51.100.0/24', range: 'documentation', source: 'RFC 5737' },
  { cidr: '203.0.113.0/24', range: 'documentation', source: 'RFC 5737' },
  { cidr: '224.0.0.0/4', range: 'multicast', source: 'RFC 5771' },
  { cidr: '240.0.0.0/4', range: 'reserved', source: 'RFC 1112 §4, broadcast included' },

  { cidr: '::/128', range: 'unspecified', source: 'RFC 4291' },
  { cidr: '::1/128', range: 'loopback', source: 'RFC 4291' },
  { cidr: '64:ff9b::/96', range: 'translation', source: 'RFC 6052, NAT64' },
  { cidr: '64:ff9b:1::/48', range: 'translation', source: 'RFC 8215, local NAT64' },
  { cidr: '100::/64', range: 'reserved', source: 'RFC 6666, discard-only' },
  { cidr: '100:0:0:1::/64', range: 'reserved', source: 'RFC 9780, dummy prefix' },
  { cidr: '2001::/32', range: 'teredo', source: 'RFC 4380' },
  { cidr: '2001:2::/48', range: 'benchmarking', source: 'RFC 5180' },
  { cidr: '2001:db8::/32', range: 'documentation', source: 'RFC 3849' },
  { cidr: '2001::/23', range: 'reserved', source: 'RFC 2928, protocol assignments, ORCHID included' },
  { cidr: '2002::/16', range: '6to4', source: 'RFC 3056' },
  { cidr: '3fff::/20', range: 'documentation', source: 'RFC 9637' },
  { cidr: '5f00::/16', range: 'reserved', source: 'RFC 9602, segment routing' },
  { cidr: 'fc00::/7', range: 'unique-local', source: 'RFC 4193' },
  { cidr: 'fe80::/10', range: 'link-local', source: 'RFC 4291' },
  { cidr: 'ff00::/8', range: 'multicast', source: 'RFC 4291' },
]
