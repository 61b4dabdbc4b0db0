import { describe, expect, it } from 'vitest'
import { inbound, type InboundFacts } from '../../../src/checks/inbound/port.ts'
import type { PortSeen } from '../../../src/checks/looks/let-in.ts'
import { conclude } from '../../../src/core/conclude.ts'
import { judgements } from './judgements.ts'

const nothingCame: PortSeen = {
  port: 25,
  behind: 'listener',
  loopbackOnly: false,
  firewall: 'not-read',
  result: 'timed-out',
  arrived: false,
  proved: false,
  tableRead: true,
  sameAsHere: false,
}
const listening: PortSeen = {
  ...nothingCame,
  result: 'open-proved',
  arrived: true,
  proved: true,
  cameFrom: '25.198.51.10',
}
const server: PortSeen = { ...listening, behind: 'server', result: 'open-other', greeting: '220 mx' }
const into: InboundFacts = {
  port: 25,
  family: 'v4',
  call: 'done',
  seen: listening,
  onThisMachine: false,
  otherArrivals: [465],
  tableLeadsHere: false,
  mapped: 'untried',
  mappedOthers: false,
  behindAnother: false,
  strangers: null,
  strangersMet: null,
}
const strangers = (some: Partial<NonNullable<InboundFacts['strangers']>>): InboundFacts => ({
  ...into,
  call: 'no-vantage',
  seen: null,
  otherArrivals: [],
  strangers: { behind: 'listener', arrivals: [], reached: 0, missed: 0, networks: [], ...some },
  strangersMet: { asked: 'done', world: 'measured', reach25: 0 },
})
const closed = (seen: Partial<PortSeen>, facts: Partial<InboundFacts> = {}): InboundFacts => ({
  ...into,
  seen: { ...nothingCame, ...seen },
  ...facts,
})
const unheard = (call: InboundFacts['call']): InboundFacts => {
  const { result: _, ...seen } = nothingCame
  return { ...into, call, seen }
}

judgements(inbound[25].v4, [
  ['both ends proved themselves', into, 'open'],
  ['the server here was seen to have the connection', { ...into, seen: server }, 'open'],
  ['proved here, though the stream broke off afterwards', { ...into, call: 'broken-off' }, 'open'],
  [
    'a server answers, and the table cannot be read',
    { ...into, seen: { ...server, arrived: false, proved: false, tableRead: false } },
    'open-unproved',
  ],
  [
    'a server runs here, but somebody else answers',
    { ...into, seen: { ...server, arrived: false, proved: false } },
    'other-machine',
  ],
  ['silence, while another port arrives', closed({}), 'filtered'],
  ['silence, and the address is on this machine', closed({}, { onThisMachine: true, otherArrivals: [] }), 'filtered'],
  [
    'silence everywhere, and this machine is known to drop it',
    closed({ firewall: 'drops' }, { otherArrivals: [] }),
    'filtered',
  ],
  ['silence on a machine that would let it in', closed({ firewall: 'accepts' }, { onThisMachine: true }), 'filtered'],
  ['an ICMP error, while another port arrives', closed({ result: 'unreachable' }), 'filtered'],
  ['turned back, while another port arrives', closed({ result: 'refused' }), 'refused'],
  [
    'a server that listens to this machine alone',
    closed({ behind: 'server', loopbackOnly: true, result: 'refused' }, { otherArrivals: [] }),
    'refused',
  ],
  [
    'this machine is known to turn it back',
    closed({ firewall: 'rejects', result: 'refused' }, { otherArrivals: [] }),
    'refused',
  ],
  ['silence on every port', closed({}, { otherArrivals: [] }), 'not-forwarded'],
  [
    "silence, though the router's table leads it here",
    closed({}, { otherArrivals: [], tableLeadsHere: true }),
    'filtered',
  ],
  [
    'silence, and the router opens it when it is asked',
    closed({}, { otherArrivals: [], mapped: 'arrived', mappedOthers: true }),
    'not-forwarded',
  ],
  [
    'silence, even while the router has it open, and others arrive in the same way',
    closed({}, { otherArrivals: [], mapped: 'missing', mappedOthers: true }),
    'filtered',
  ],
  [
    'silence, though the table leads it here, but another router stands before it',
    closed({}, { otherArrivals: [], tableLeadsHere: true, behindAnother: true }),
    'not-forwarded',
  ],
  [
    'silence, even while the router has it open, but another stands before it',
    closed({}, { otherArrivals: [], mapped: 'missing', mappedOthers: true, behindAnother: true }),
    'not-forwarded',
  ],
  [
    'no right to listen, led elsewhere by the router it does not arrive, and another stands before it',
    closed({ behind: 'nothing', why: 'not-permitted' }, { mapped: 'missing', behindAnother: true }),
    'cannot-listen',
  ],
  [
    'silence, even while the router has it open, as on every port',
    closed({}, { otherArrivals: [], mapped: 'missing' }),
    'filtered',
  ],
  [
    'no right to listen, and led elsewhere by the router it does not arrive',
    closed({ behind: 'nothing', why: 'not-permitted' }, { mapped: 'missing', mappedOthers: true }),
    'filtered',
  ],
  [
    'no right to listen, and led elsewhere by the router it arrives',
    closed({ behind: 'nothing', why: 'not-permitted' }, { mapped: 'arrived', mappedOthers: true }),
    'cannot-listen',
  ],
  [
    'turned back on every port: a router refuses what it does not forward',
    closed({ result: 'refused' }, { otherArrivals: [] }),
    'not-forwarded',
  ],
  ['it arrived, if only half-open, and the probe heard nothing', closed({ arrived: true }), 'reply-lost'],
  ['it arrived, and the probe heard something else', closed({ result: 'open-other', arrived: true }), 'altered'],
  ['somebody else answered', closed({ result: 'open-other' }), 'other-machine'],
  ['no right to listen', closed({ behind: 'nothing', why: 'not-permitted' }), 'cannot-listen'],
  ['a program has the port on the address of a VPN', closed({ behind: 'nothing', why: 'in-use' }), 'cannot-listen'],
  ['no address to listen on', closed({ behind: 'nothing', why: 'address-unavailable' }), 'cannot-listen'],
  ['the probe cannot dial 25 anywhere', closed({ result: 'probe-unable' }), 'probe-unable'],
  ['the stream broke off before a result', unheard('broken-off'), 'probe-unable'],
  ['the probe was busy', unheard('busy'), 'probe-unable'],
  ['no probe', { ...into, call: 'no-vantage', seen: null, otherArrivals: [] }, 'no-vantage'],
  ['the address changed', unheard('address-changed'), 'address-changed'],
  ['strangers came', strangers({ arrivals: ['25.1.2.3'], reached: 3 }), 'open'],
  ['a stranger came, though none of those who were asked', strangers({ arrivals: ['25.1.2.3'], missed: 3 }), 'open'],
  ['strangers met a server', strangers({ behind: 'server', reached: 2 }), 'open-unproved'],
  ['strangers were answered, and nobody came here', strangers({ reached: 2 }), 'other-machine'],
  ['strangers called in vain', strangers({ missed: 3 }), 'not-forwarded'],
  [
    'strangers called in vain, and another port was met',
    { ...strangers({ missed: 3 }), otherArrivals: [993] },
    'filtered',
  ],
  ['one stranger called in vain', strangers({ missed: 1 }), 'not-called'],
  ['strangers who reach no port 25 at all', strangers({}), 'not-called'],
  [
    'an address that strangers are not asked to call',
    { ...strangers({}), strangers: null, strangersMet: { asked: 'shared-address', world: 'not-asked', reach25: 0 } },
    'not-called',
  ],
  [
    'the server here listens for this machine alone, whoever calls',
    strangers({ behind: 'nothing', why: 'in-use', loopbackOnly: true }),
    'refused',
  ],
  ['strangers, and no right to listen', strangers({ behind: 'nothing', why: 'not-permitted' }), 'cannot-listen'],
  [
    'the probe missed it, and strangers came',
    { ...closed({}), strangers: strangers({ arrivals: ['25.1.2.3'] }).strangers },
    'open',
  ],
])

describe('where nothing arrives on any port', () => {
  const remedy = (port: 25 | 587, facts: Partial<InboundFacts> = {}) =>
    conclude(inbound[port].v4, closed({ port }, { port, otherArrivals: [], ...facts }), []).remedy

  it('names every port that is to be forwarded', () => {
    expect(remedy(25)).toMatch(/forward TCP ports 25, 465 and 993 to this machine .*, and 587 and 143 if /)
    expect(remedy(587)).toMatch(/forward TCP ports 25, 465, 993 and 587 to this machine .*, and 143 if /)
  })

  it('offers to ask the router, where it was not asked', () => {
    expect(remedy(25)).toContain('--allow-router')
    expect(remedy(25, { routerAsked: true })).not.toContain('--allow-router')
  })
})
