import { inboundBlocker, type BlockerFacts } from '../../../src/checks/inbound/blocker.ts'
import { inbound, type InboundFacts } from '../../../src/checks/inbound/port.ts'
import type { PortSeen } from '../../../src/checks/looks/let-in.ts'
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
  strangers: null,
}
const strangers = (some: Partial<NonNullable<InboundFacts['strangers']>>): InboundFacts => ({
  ...into,
  call: 'no-vantage',
  seen: null,
  otherArrivals: [],
  strangers: { behind: 'listener', arrivals: [], reached: 0, missed: 0, networks: [], ...some },
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
  ['one stranger called in vain', strangers({ missed: 1 }), 'no-vantage'],
  ['strangers who reach no port 25 at all', strangers({}), 'no-vantage'],
  ['strangers, and no right to listen', strangers({ behind: 'nothing', why: 'not-permitted' }), 'cannot-listen'],
  [
    'the probe missed it, and strangers came',
    { ...closed({}), strangers: strangers({ arrivals: ['25.1.2.3'] }).strangers },
    'open',
  ],
])

const all = [25, 465, 587, 143, 993]
const blocker: BlockerFacts = {
  family: 'v4',
  call: 'done',
  onThisMachine: false,
  arrived: all,
  loopbackOnly: [],
  missing: [],
  untested: [],
  broken: [],
  controlArrived: false,
  mapped: null,
  ownFirewall: 'unclear',
}
const mapped = (some: Partial<NonNullable<BlockerFacts['mapped']>>) =>
  ({ arrived: [], missing: [], control: 'not-mapped', ...some }) as const
const none = { ...blocker, arrived: [], missing: all }
const direct = { ...none, onThisMachine: true, ownFirewall: 'open' } as const

judgements(inboundBlocker.v4, [
  ['all arrive', blocker, 'nothing'],
  ['some do and some do not', { ...blocker, arrived: [465], missing: [25] }, 'router-or-provider'],
  [
    'the rules of this machine say so',
    { ...blocker, arrived: [465], missing: [25], ownFirewall: 'shut' },
    'this-machine',
  ],
  [
    'the server on one listens for this machine alone',
    { ...blocker, arrived: [465, 587, 143, 993], loopbackOnly: [25] },
    'this-machine',
  ],
  ['the rules of this machine keep out everything', { ...none, ownFirewall: 'shut' }, 'this-machine'],
  [
    'one is missing on a machine that wears the address and would let it in',
    { ...direct, arrived: [465], missing: [25] },
    'provider',
  ],
  ['nothing arrives on such a machine', direct, 'provider'],
  ['nothing but a high port arrives there', { ...direct, controlArrived: true }, 'provider-low-ports'],
  ['nothing arrives on a machine whose rules are not known', { ...direct, ownFirewall: 'unclear' }, 'undetermined'],
  ['none arrives behind a router', none, 'undetermined'],
  ['none arrives, and all do once the router opens them', { ...none, mapped: mapped({ arrived: all }) }, 'router'],
  ['the router opens one of those that are missing', { ...none, mapped: mapped({ arrived: [465] }) }, 'undetermined'],
  [
    'opened by the router, all but one arrive',
    { ...none, mapped: mapped({ arrived: [465, 587, 143, 993], missing: [25], control: 'arrived' }) },
    'provider',
  ],
  [
    'opened by the router, a high port arrives and no mail port does',
    { ...none, mapped: mapped({ missing: all, control: 'arrived' }) },
    'provider-low-ports',
  ],
  [
    'opened by the router, nothing arrives: it may lie',
    { ...none, mapped: mapped({ missing: all, control: 'missing' }) },
    'router-or-provider',
  ],
  [
    'one arrives as things stand, and the other not even when the router has it open',
    { ...blocker, arrived: [465], missing: [25], mapped: mapped({ missing: [25], control: 'arrived' }) },
    'provider',
  ],
  [
    'this machine turns away what the router would let in',
    { ...none, ownFirewall: 'shut', mapped: mapped({ arrived: all }) },
    'this-machine',
  ],
  [
    'the router lets in what it is asked to, and this machine would turn some of it away',
    { ...none, ownFirewall: 'mixed', mapped: mapped({ arrived: all }) },
    'undetermined',
  ],
  [
    'no right to listen, and led elsewhere by the router all arrive',
    { ...blocker, arrived: [], untested: all, mapped: mapped({ arrived: all }) },
    'undetermined',
  ],
  [
    'no right to listen, and led elsewhere by the router nothing arrives',
    { ...blocker, arrived: [], untested: all, mapped: mapped({ missing: all, control: 'missing' }) },
    'router-or-provider',
  ],
  [
    'the router was asked for a high port alone, by a machine that wears the address and would let all in',
    { ...direct, mapped: mapped({ control: 'missing' }) },
    'provider',
  ],
  [
    'no right to listen, and led elsewhere by the router 25 is missing',
    { ...blocker, arrived: [], untested: all, mapped: mapped({ missing: [25], arrived: [465], control: 'arrived' }) },
    'provider',
  ],
  [
    'one is missing on a machine that wears the address and whose rules are not known',
    { ...direct, arrived: [465], missing: [25], ownFirewall: 'unclear' },
    'undetermined',
  ],
  ['two who keep others out', { ...blocker, arrived: [465], missing: [25, 587], ownFirewall: 'mixed' }, 'undetermined'],
  ['all arrive, and our answers are lost', { ...blocker, broken: all }, 'undetermined'],
  ['nobody was asked', { ...none, call: 'no-vantage', missing: [] }, 'undetermined'],
  [
    'what was dialled arrives, but one could not be tested',
    { ...blocker, arrived: [465, 587, 143, 993], untested: [25] },
    'undetermined',
  ],
])

judgements(inboundBlocker.v6, [
  ['all arrive', { ...blocker, family: 'v6' }, 'nothing'],
  [
    'nothing arrives though this machine would let it in: a router is in between',
    { ...direct, family: 'v6' },
    'router-or-provider',
  ],
  ['the rules of this machine say so', { ...none, family: 'v6', ownFirewall: 'shut' }, 'this-machine'],
  ['nothing is known of this machine', { ...direct, family: 'v6', ownFirewall: 'unclear' }, 'undetermined'],
  [
    'the router makes holes when it is asked, and all arrive',
    { ...direct, family: 'v6', mapped: mapped({ arrived: all }) },
    'router',
  ],
  [
    'through its holes all arrive but one',
    { ...direct, family: 'v6', mapped: mapped({ arrived: [465, 587, 143, 993], missing: [25], control: 'arrived' }) },
    'provider',
  ],
  [
    'through its holes a high port arrives alone',
    { ...direct, family: 'v6', mapped: mapped({ missing: all, control: 'arrived' }) },
    'provider-low-ports',
  ],
])
