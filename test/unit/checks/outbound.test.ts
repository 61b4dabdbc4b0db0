import type { EchoFacts } from '../../../src/checks/looks/echoes.ts'
import type { ServerFacts } from '../../../src/checks/looks/servers.ts'
import { outbound, type OutboundFacts } from '../../../src/checks/outbound/port.ts'
import { judgements } from './judgements.ts'

const home = '25.203.113.7'
const met: EchoFacts = {
  port: 25,
  ended: 'ours',
  changed: 'nothing',
  stage: 'done',
  greeting: '220 probe',
  addressSeen: home,
}
const dead = (failure: NonNullable<EchoFacts['failure']>): EchoFacts => ({
  port: 25,
  ended: 'no-connection',
  changed: 'nothing',
  stage: 'connect',
  failure,
})
const other = (ended: EchoFacts['ended']): EchoFacts => ({ ...met, ended, stage: 'greeting' })
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
const mute: ServerFacts = { ...unreachable, ended: 'silent', failure: 'timed-out' }
const out: OutboundFacts = {
  port: 25,
  lineAddress: home,
  probe: met,
  probeAlive: true,
  otherPorts: [465, 587, 143, 993],
  servers: [replied],
}

judgements(outbound[25].v4, [
  ['the probe proved itself', out, 'open'],
  ['the probe proved itself, and nobody else was asked', { ...out, servers: [] }, 'open'],
  ['port 25 of the probe is shut, yet others answer on 25', { ...out, probe: dead('timed-out') }, 'open'],
  ['no probe, yet a large receiver answers, if only to refuse', { ...out, probe: null }, 'open'],
  ['the probe is busy, others answer', { ...out, probe: other('busy') }, 'open'],
  ['port 25 leaves by another address', { ...out, probe: { ...met, addressSeen: '25.203.113.8' } }, 'other-address'],
  ['nobody on 25 answers, other ports do', { ...out, probe: dead('timed-out'), servers: [unreachable] }, 'filtered'],
  ['this machine lets nothing out', { ...out, probe: dead('not-let-out'), servers: [unreachable] }, 'filtered'],
  ['a firewall says no', { ...out, probe: dead('prohibited'), servers: [unreachable] }, 'filtered'],
  [
    'all mail ports are silent, the web port is not',
    { ...out, probe: dead('timed-out'), otherPorts: [], servers: [unreachable] },
    'filtered',
  ],
  [
    'everybody on 25 takes the connection and stays mute',
    { ...out, probe: other('silent'), servers: [mute] },
    'filtered',
  ],
  [
    'nobody on 25 takes a connection',
    { ...out, probe: dead('refused'), servers: [{ ...unreachable, failure: 'refused' }] },
    'refused',
  ],
  ['cut at once', { ...out, probe: dead('reset'), servers: [unreachable] }, 'refused'],
  ['somebody else answers', { ...out, probe: other('foreign') }, 'intercepted'],
  ['somebody plays the probe', { ...out, probe: other('forged'), servers: [] }, 'intercepted'],
  ['STARTTLS is taken out', { ...out, probe: { ...met, changed: 'tls-removed' } }, 'downgraded'],
  ['another key ends TLS', { ...out, probe: { ...met, changed: 'tls-taken', issuer: 'CN=Guard' } }, 'downgraded'],
  ['every word was masked, and nothing could be proved', { ...out, probe: other('masked') }, 'altered'],
  [
    'the probe is out of reach, another server takes the connection and stays mute',
    { ...out, probe: dead('timed-out'), servers: [mute] },
    'no-witness',
  ],
  ['the probe stays mute, nobody to compare it with', { ...out, probe: other('silent'), servers: [] }, 'no-witness'],
  ['the words were masked', { ...out, probe: { ...met, changed: 'words', greeting: '220 ****' } }, 'altered'],
  [
    'port 25 of the probe is shut, and nobody else was asked: it may be the probe',
    { ...out, probe: dead('timed-out'), servers: [] },
    'no-witness',
  ],
  [
    'the probe is silent on 25, the others have no address here',
    {
      ...out,
      probe: dead('timed-out'),
      servers: [{ host: 'mx.example', port: 25, ended: 'not-asked', failure: 'lookup-failed' }],
    },
    'no-witness',
  ],
  [
    'the probe is busy, and nobody else answers',
    { ...out, probe: other('busy'), servers: [unreachable] },
    'no-witness',
  ],
  [
    'no probe, and the others are out of reach: no control',
    { ...out, probe: null, servers: [unreachable] },
    'no-witness',
  ],
  ['no probe and nobody else', { ...out, probe: null, servers: [] }, 'no-witness'],
  [
    'everything of the probe died at once',
    { ...out, probe: dead('timed-out'), probeAlive: false, otherPorts: [], servers: [unreachable] },
    'line-down',
  ],
])
