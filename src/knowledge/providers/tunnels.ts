import type { Provider } from './provider.ts'
import { sources } from './sources.ts'

/** What YunoHost asks of those whom it lists: an IPv4 address of one's own that stays, open ports, net neutrality. */
const listed = {
  kind: 'tunnel',
  inbound25: { value: 'open', sources: [sources.vpnList], confidence: 'low' },
  publicIpv4: { value: 'dedicated', sources: [sources.vpnList], confidence: 'medium' },
  fixedIp: { value: 'included', sources: [sources.vpnList], confidence: 'medium' },
} as const satisfies Partial<Provider>

/** Of the federation FFDN. */
const association = {
  ...listed,
  outbound25: {
    value: 'openable',
    detail:
      'The members of the federation favour hosting at home; none of them is named for port 25. Ask before you join.',
    sources: [sources.france, sources.vpnList],
    confidence: 'low',
  },
} as const satisfies Partial<Provider>

const ipv6 = { value: 'yes', sources: [sources.vpnList], confidence: 'medium' } as const
const noIpv6 = { value: 'no', sources: [sources.vpnList], confidence: 'medium' } as const
const named4 = { reverseV4: { value: 'available', sources: [sources.vpnList], confidence: 'medium' } } as const
const named6 = { ipv6, reverseV6: { value: 'available', sources: [sources.vpnList], confidence: 'medium' } } as const
const notNamed6 = { ipv6: noIpv6, reverseV6: noIpv6 } as const

/** VPNs with an address of one's own, for lines on which no mail server can be. */
export const tunnels: readonly Provider[] = [
  {
    name: 'FDN (French Data Network)',
    country: 'FR',
    networks: {
      asns: [20_766],
      // The network is that of Gitoyen, whose founding member FDN is.
      sources: [sources.asNames, { ref: 'https://www.fdn.fr/asso/notre-histoire/', date: '2026-11', undated: true }],
    },
    ...association,
    ...named4,
    ...named6,
  },
  {
    name: 'Aquilenet',
    country: 'FR',
    networks: { asns: [198_985], sources: [sources.asNames, sources.asNames2016] },
    ...association,
    ...named4,
    ...named6,
  },
  { name: 'Illyse', country: 'FR', ...association, ...named4, ...named6 },
  {
    name: 'Alsace Réseau Neutre (ARN)',
    country: 'FR',
    networks: { asns: [60_630], sources: [sources.asNames, sources.asNames2016] },
    ...association,
    ...named4,
    ...named6,
  },
  {
    name: 'Franciliens.net',
    country: 'FR',
    networks: { asns: [207_816], sources: [sources.asNames] },
    ...association,
    ...named4,
    ...named6,
  },
  {
    name: 'Grifon',
    country: 'FR',
    networks: { asns: [204_092], sources: [sources.asNames, sources.asNames2016] },
    ...association,
    ...named4,
    ...named6,
  },
  { name: 'Rézine', country: 'FR', ...association, ...named4, ...named6 },
  {
    name: 'FAImaison',
    country: 'FR',
    networks: { asns: [203_432], sources: [sources.asNames, sources.asNames2016] },
    ...association,
    ...named4,
    ...notNamed6,
  },
  {
    name: 'ILOTH',
    country: 'FR',
    networks: { asns: [200_162], sources: [sources.asNames, sources.asNames2016] },
    ...association,
    ...named4,
    ...notNamed6,
  },
  {
    name: 'Tetaneutral.net',
    country: 'FR',
    networks: { asns: [197_422], sources: [sources.asNames, sources.asNames2016] },
    ...association,
  },
  { name: 'Touraine Data Network', country: 'FR', ...association, ipv6 },
  {
    name: 'MilkyWan',
    country: 'FR',
    networks: { asns: [2027], sources: [sources.operators, sources.asNames] },
    ...listed,
    ...named4,
    ...named6,
  },
  {
    name: 'Neutrinet',
    country: 'BE',
    networks: { asns: [204_059], sources: [sources.asNames, sources.asNames2016] },
    ...association,
    ...named4,
    ...named6,
  },
  {
    name: 'In-Berlin',
    country: 'DE',
    networks: { asns: [29_670], sources: [sources.asNames, sources.asNames2016] },
    ...listed,
    ...named4,
    ...named6,
  },
  {
    name: 'Portunity',
    country: 'DE',
    networks: { asns: [15_987], sources: [sources.asNames, sources.asNames2016] },
    ...listed,
    ...named4,
    ...named6,
  },
]
