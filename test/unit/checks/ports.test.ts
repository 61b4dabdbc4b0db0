import { inboundBlocker } from '../../../src/checks/inbound/blocker.ts'
import { inbound, type InboundFacts } from '../../../src/checks/inbound/port.ts'
import type { PortSeen } from '../../../src/checks/looks/dial-back.ts'
import type { EchoFacts } from '../../../src/checks/looks/echoes.ts'
import type { ServerFacts } from '../../../src/checks/looks/servers.ts'
import { outbound, type OutboundFacts } from '../../../src/checks/outbound/port.ts'
import { judgements } from './judgements.ts'

const met: EchoFacts = {
  port: 25,
  ended: 'ours',
  stage: 'done',
  greeting: '220 probe',
  addressSeen: '25.203.113.7',
  startTls: 'agreed',
}
const dead = (failure: EchoFacts['failure']): EchoFacts => ({
  port: 25,
  ended: 'no-connection',
  stage: 'connect',
  ...(failure && { failure }),
})
const replied: ServerFacts = {
  host: 'mx.example',
  port: 25,
  address: '25.198.51.25',
  ended: 'replied',
  greeting: '554 no',
}
const unreachable: ServerFacts = {
  host: 'mx.example',
  port: 25,
  address: '25.198.51.25',
  ended: 'no-connection',
  failure: 'timed-out',
}
const out: OutboundFacts = {
  port: 25,
  probe: met,
  probeAlive: true,
  otherPorts: [465, 587, 143, 993],
  exchangers: [replied],
}

judgements(outbound[25].v4, [
  ['the probe proved itself', out, 'open'],
  ['the probe proved itself, and nobody else was asked', { ...out, exchangers: [] }, 'open'],
  ['port 25 of the probe is shut, yet others answer on 25', { ...out, probe: dead('timed-out') }, 'open'],
  ['no probe, yet a large receiver answers, if only to refuse', { ...out, probe: null }, 'open'],
  ['nobody on 25 answers, other ports do', { ...out, probe: dead('timed-out'), exchangers: [unreachable] }, 'filtered'],
  ['a firewall says no', { ...out, probe: dead('prohibited'), exchangers: [unreachable] }, 'filtered'],
  [
    'all mail ports are silent, the web port is not',
    { ...out, probe: dead('timed-out'), otherPorts: [], exchangers: [unreachable] },
    'filtered',
  ],
  [
    'nobody on 25 takes a connection',
    { ...out, probe: dead('refused'), exchangers: [{ ...unreachable, failure: 'refused' }] },
    'refused',
  ],
  ['cut at once', { ...out, probe: dead('reset'), exchangers: [unreachable] }, 'refused'],
  ['somebody else answers', { ...out, probe: { ...met, ended: 'foreign', greeting: '220 mx.isp' } }, 'intercepted'],
  ['somebody plays the probe', { ...out, probe: { ...met, ended: 'forged' }, exchangers: [] }, 'intercepted'],
  [
    'port 25 of the probe is shut, and nobody else was asked: it may be the probe',
    { ...out, probe: dead('timed-out'), exchangers: [] },
    'no-witness',
  ],
  [
    'the probe is silent on 25, the others have no address here',
    {
      ...out,
      probe: dead('timed-out'),
      exchangers: [{ host: 'mx.example', port: 25, ended: 'not-asked', failure: 'lookup-failed' }],
    },
    'no-witness',
  ],
  [
    'accepted, then silent, and so are the others',
    { ...out, probe: { ...met, ended: 'silent', stage: 'greeting' }, exchangers: [{ ...replied, ended: 'silent' }] },
    'no-witness',
  ],
  [
    'no probe, and the others are out of reach: no control',
    { ...out, probe: null, exchangers: [unreachable] },
    'no-witness',
  ],
  ['no probe and nobody else', { ...out, probe: null, exchangers: [] }, 'no-witness'],
  [
    'everything of the probe died at once',
    { ...out, probe: dead('timed-out'), probeAlive: false, otherPorts: [], exchangers: [unreachable] },
    'line-down',
  ],
])

const listening: PortSeen = {
  port: 25,
  behind: 'listener',
  result: 'open-proved',
  arrived: true,
  proved: true,
  cameFrom: '25.198.51.10',
}
const nothingCame: PortSeen = { port: 25, behind: 'listener', result: 'timed-out', arrived: false, proved: false }
const into: InboundFacts = { port: 25, call: 'done', seen: listening, onThisMachine: false, otherArrivals: [465] }
const closed = (seen: Partial<PortSeen>, facts: Partial<InboundFacts> = {}): InboundFacts => ({
  ...into,
  seen: { ...nothingCame, ...seen },
  ...facts,
})
const server: PortSeen = {
  port: 25,
  behind: 'server',
  result: 'open-other',
  greeting: '220 mx',
  arrived: true,
  proved: true,
}

judgements(inbound[25].v4, [
  ['both ends proved themselves', into, 'open'],
  ['the server here was seen to have the connection', { ...into, seen: server }, 'open'],
  ['proved here, though the stream broke off afterwards', { ...into, call: 'broken-off' }, 'open'],
  [
    'a server answers, but its table was not seen',
    { ...into, seen: { ...server, arrived: false, proved: false } },
    'open-unproved',
  ],
  ['silence, while another port arrives', closed({}), 'filtered'],
  ['silence, and the address is on this machine', closed({}, { onThisMachine: true, otherArrivals: [] }), 'filtered'],
  ['an ICMP error, while another port arrives', closed({ result: 'unreachable' }), 'filtered'],
  ['turned back, while another port arrives', closed({ result: 'refused' }), 'refused'],
  ['silence on every port', closed({}, { otherArrivals: [] }), 'not-forwarded'],
  [
    'turned back on every port: a router refuses what it does not forward',
    closed({ result: 'refused' }, { otherArrivals: [] }),
    'not-forwarded',
  ],
  ['it arrived, but the probe heard nothing', closed({ arrived: true }), 'reply-lost'],
  ['it arrived, and the probe heard something else', closed({ result: 'open-other', arrived: true }), 'reply-lost'],
  ['somebody else answered', closed({ result: 'open-other' }), 'other-machine'],
  ['no right to listen', closed({ behind: 'nothing', why: 'not-permitted' }), 'cannot-listen'],
  ['no address to listen on', closed({ behind: 'nothing', why: 'address-unavailable' }), 'cannot-listen'],
  ['the probe cannot dial 25 anywhere', closed({ result: 'probe-unable' }), 'probe-unable'],
  [
    'the stream broke off before a result',
    { ...into, call: 'broken-off', seen: { port: 25, behind: 'listener', arrived: false, proved: false } },
    'probe-unable',
  ],
  [
    'the probe was busy',
    { ...into, call: 'busy', seen: { port: 25, behind: 'listener', arrived: false, proved: false } },
    'probe-unable',
  ],
  ['no probe', { ...into, call: 'no-vantage', seen: null, otherArrivals: [] }, 'no-vantage'],
  [
    'the address changed',
    { ...into, call: 'address-changed', seen: { port: 25, behind: 'listener', arrived: false, proved: false } },
    'address-changed',
  ],
])

judgements(inboundBlocker.v4, [
  ['all arrive', { call: 'done', arrived: [25, 465, 587, 143, 993], missing: [] }, 'nothing'],
  ['some do and some do not', { call: 'done', arrived: [465], missing: [25] }, 'router-or-provider'],
  ['none does', { call: 'done', arrived: [], missing: [25, 465] }, 'undetermined'],
  ['nobody was asked', { call: 'no-vantage', arrived: [], missing: [] }, 'undetermined'],
])
