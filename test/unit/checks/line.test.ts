import { describe, expect, it } from 'vitest'
import { type AddressFacts, lineAddress } from '../../../src/checks/line/address.ts'
import { type GatewayFacts, lineGateway } from '../../../src/checks/line/gateway.ts'
import { lineNat, type NatFacts } from '../../../src/checks/line/nat.ts'
import { linePath, type PathFacts } from '../../../src/checks/line/path.ts'
import { conclude } from '../../../src/core/conclude.ts'
import { judgements } from './judgements.ts'

const route = { interface: 'eth0', gateway: '192.168.1.1', metric: 100 }
const noRoute: GatewayFacts = { v4: [], v6: [] }

judgements(lineGateway, [
  ['a router on IPv4', { ...noRoute, v4: [route] }, 'found'],
  ['a router on IPv6 alone', { ...noRoute, v6: [{ ...route, gateway: 'fe80::1' }] }, 'found'],
  ['a point-to-point line', { ...noRoute, v4: [{ interface: 'ppp0', metric: 0 }] }, 'on-link'],
  ['a point-to-point line beside an IPv6 router', { v4: [{ interface: 'ppp0', metric: 0 }], v6: [route] }, 'found'],
  ['no route at all', noRoute, 'none'],
  ['routes that cannot be read', { ...noRoute, failure: 'unsupported' }, 'none'],
  ['no route by the chosen interface', { ...noRoute, chosen: 'eth9' }, 'none'],
])

const way = { interface: 'eth0', kind: 'ethernet', local: ['192.168.1.10'], router: '192.168.1.1' } as const
const path: PathFacts = { v4: way, v6: null, uplinks: ['eth0'], chosen: false, container: false, portal: 'as-known' }

judgements(linePath, [
  ['a cable', path, 'physical'],
  ['PPPoE on the machine itself', { ...path, v4: { ...way, interface: 'ppp0', kind: 'ppp' } }, 'physical'],
  ['an interface nobody lists', { ...path, v4: { ...way, kind: 'unlisted' } }, 'physical'],
  [
    'an IPv6 tunnel beside IPv4 by cable',
    { ...path, v6: { ...way, interface: 'he-ipv6', kind: 'tunnel' } },
    'physical',
  ],
  ['a VPN as default route', { ...path, v4: { ...way, interface: 'wg0', kind: 'tunnel' }, uplinks: [] }, 'through-vpn'],
  ['IPv6 alone, by a tunnel', { ...path, v4: null, v6: { ...way, interface: 'tun0', kind: 'tunnel' } }, 'through-vpn'],
  ['a VPN that was asked for', { ...path, v4: { ...way, interface: 'wg0', kind: 'tunnel' }, chosen: true }, 'chosen'],
  ['two ways out', { ...path, uplinks: ['eth0', 'eth1'] }, 'several-uplinks'],
  ['a phone', { ...path, v4: { ...way, interface: 'wwan0', kind: 'mobile' } }, 'mobile'],
  ['a container', { ...path, container: true }, 'inside-container'],
  ['nobody to ask for a page', { ...path, portal: 'not-asked' }, 'physical'],
  ['the door of a hotel', { ...path, portal: 'another-page' }, 'captive-portal'],
])

describe('line.path', () => {
  it('withholds the line where it would be another one, so that nothing is judged through a VPN', () => {
    expect(linePath.gives({ ...path, v4: { ...way, kind: 'tunnel' } })).toBeUndefined()
    expect(linePath.gives({ ...path, container: true })).toBeUndefined()
    expect(linePath.gives({ ...path, portal: 'another-page' })).toBeUndefined()
    expect(linePath.gives(path)).toEqual({ v4: way })
  })
})

const sighting = { by: 'probe', witness: 'probe.example', address: '25.203.113.7' } as const
const second = { by: 'stun', witness: 'stun.example', address: '25.203.113.7' } as const
const silence = (witness: string) => ({ by: 'stun', witness, failure: 'timed-out' }) as const
const address: AddressFacts = {
  family: 'v4',
  route: true,
  local: ['192.168.1.10'],
  seen: [sighting, second],
  silent: [],
  otherFamilyWorks: false,
}

judgements(lineAddress.v4, [
  ['two witnesses that agree', address, 'seen'],
  ['one witness', { ...address, seen: [sighting] }, 'seen-once'],
  [
    'one witness, and others silent',
    { ...address, seen: [sighting], silent: [silence('a'), silence('b')] },
    'seen-once',
  ],
  ['two that disagree', { ...address, seen: [sighting, { ...second, address: '25.203.113.8' }] }, 'disagreeing'],
  ['nobody answers at all', { ...address, seen: [], silent: [silence('a'), silence('b')] }, 'no-witness'],
  ['nobody was asked', { ...address, seen: [] }, 'no-witness'],
  ['IPv6 works and there is no route for IPv4', { ...address, seen: [], route: false, otherFamilyWorks: true }, 'none'],
  [
    'IPv6 works and IPv4 is swallowed',
    { ...address, seen: [], silent: [silence('a'), silence('b')], otherFamilyWorks: true },
    'none',
  ],
  [
    'IPv6 works and one witness is silent: it may be down',
    { ...address, seen: [], silent: [silence('a')], otherFamilyWorks: true },
    'no-witness',
  ],
])

const nat: NatFacts = {
  public: '25.203.113.7',
  local: ['192.168.1.10'],
  onThisMachine: false,
  ownAddress: 'router-has-it',
  behindRouter: [],
  boxSaysCarrier: false,
  arrived: false,
}
const beyond = { ...nat, ownAddress: 'beyond-the-router' } as const

judgements(lineNat, [
  ['the address on this machine', { ...nat, onThisMachine: true, ownAddress: 'silent' }, 'direct'],
  ['the router wears the address', nat, 'one-router'],
  ['the router is mute, yet the probe arrives', { ...nat, ownAddress: 'silent', arrived: true }, 'one-router'],
  ['the router is mute and nothing arrives', { ...nat, ownAddress: 'silent' }, 'undetermined'],
  ['shared space behind a router without the address', { ...beyond, behindRouter: ['100.64.1.1'] }, 'carrier'],
  ['the tunnel of DS-Lite behind it', { ...beyond, behindRouter: ['192.0.0.1'] }, 'carrier'],
  ['a modem of the provider that gives us shared space', { ...beyond, local: ['100.72.0.9'] }, 'carrier'],
  ['the same, yet the probe arrives', { ...beyond, behindRouter: ['100.64.1.1'], arrived: true }, 'carrier-one-to-one'],
  ['shared space on the way, but the router wears the address', { ...nat, behindRouter: ['100.64.1.1'] }, 'one-router'],
  [
    'shared space on the way, and the router is mute: one sign is not enough',
    { ...nat, ownAddress: 'silent', behindRouter: ['100.64.1.1'] },
    'undetermined',
  ],
  ['a second private network behind the router', { ...beyond, behindRouter: ['192.168.0.1'] }, 'double'],
  ['the same, and the probe arrives', { ...beyond, behindRouter: ['192.168.0.1'], arrived: true }, 'double'],
  [
    'shared space on this machine, whose first hop is the carrier’s own translator',
    { ...nat, local: ['100.72.0.9'] },
    'carrier',
  ],
  ['the same, yet the probe arrives', { ...nat, local: ['100.72.0.9'], arrived: true }, 'carrier-one-to-one'],
  ['the router does not wear the address, and nothing says why', beyond, 'undetermined'],
  [
    'the router is mute, but says that the address is its own',
    { ...nat, ownAddress: 'silent', routerSays: '25.203.113.7' },
    'one-router',
  ],
  ['the router says so, and a ping says otherwise', { ...beyond, routerSays: '25.203.113.7' }, 'undetermined'],
  [
    'the router says so, but does not wear it, and shared space comes next',
    { ...beyond, behindRouter: ['100.64.1.1'], routerSays: '25.203.113.7' },
    'carrier',
  ],
  [
    'the router says that it is in shared space: one sign',
    { ...nat, ownAddress: 'silent', routerSays: '100.64.1.7' },
    'undetermined',
  ],
  [
    'the router says that it is in shared space, and so is the next hop',
    { ...nat, ownAddress: 'silent', behindRouter: ['100.64.1.1'], routerSays: '100.64.1.7' },
    'carrier',
  ],
  [
    'the router says that it is in shared space, and does not wear the address',
    { ...beyond, routerSays: '100.64.1.7' },
    'carrier',
  ],
  ['the same, yet the probe arrives', { ...beyond, routerSays: '100.64.1.7', arrived: true }, 'carrier-one-to-one'],
  [
    'the router says that it is in a private network, and does not wear the address',
    { ...beyond, routerSays: '192.168.0.2' },
    'double',
  ],
  [
    'the box says that it has no IPv4 of its own: one sign',
    { ...nat, ownAddress: 'silent', boxSaysCarrier: true },
    'undetermined',
  ],
  [
    'the box says so, and the router says that the public address is its own: they contradict each other',
    { ...nat, ownAddress: 'silent', boxSaysCarrier: true, routerSays: '25.203.113.7' },
    'undetermined',
  ],
  ['the box says so, and the router does not wear the address', { ...beyond, boxSaysCarrier: true }, 'carrier'],
  [
    'the box shares its address, and 25 is another’s',
    { ...nat, ownPorts: { from: 16_384, to: 32_767 } },
    'shared-ports',
  ],
  ['the box shares its address, and 25 is ours', { ...nat, ownPorts: { from: 0, to: 16_383 } }, 'shared-ports-with-25'],
  [
    'the box says so, and yet the probe arrives',
    { ...nat, ownPorts: { from: 16_384, to: 32_767 }, arrived: true },
    'one-router',
  ],
  ['the router says another public address: no sign', { ...beyond, routerSays: '25.203.113.99' }, 'undetermined'],
])

describe('the ports of a shared address, with 25 among them', () => {
  const remedy = (from: number, to: number) => conclude(lineNat, { ...nat, ownPorts: { from, to } }, []).remedy

  it.each([
    [0, 16_383, /^Mail can come in\. Ask/],
    [25, 600, /^Mail can come in, but 993 belongs to somebody else\. Ask/],
    [0, 255, /^Mail can come in, but 465 and 993 belong to somebody else\. Ask/],
  ])('%i to %i: says which of the others are lost', (from, to, says) => expect(remedy(from, to)).toMatch(says))
})
