import { lineMtu, type MtuFacts } from '../../../src/checks/line/mtu.ts'
import { lineSource, type SourceFacts } from '../../../src/checks/line/source.ts'
import type { RelaySeen } from '../../../src/checks/looks/relay.ts'
import { outboundRelay, type RelayFacts } from '../../../src/checks/outbound/relay.ts'
import { judgements } from './judgements.ts'

const source: SourceFacts = {
  source: '2a25:203:113:1::10',
  onThisMachine: true,
  temporary: false,
  prefixes: ['2a25:203:113:1::'],
}

judgements(lineSource, [
  ['an address of its own', source, 'stable'],
  ['a privacy address', { ...source, temporary: true }, 'temporary'],
  [
    'a privacy address beside a lasting one',
    { ...source, temporary: true, lasting: '2a25:203:113:1::11' },
    'temporary',
  ],
  ['two prefixes so far', { ...source, prefixes: ['2a25:203:113:1::', '2a25:203:113:2::'] }, 'prefix-changes'],
])

const met: RelaySeen = {
  host: 'relay.example',
  port: 587,
  address: '25.198.51.30',
  stage: 'done',
  greeting: '220 hi',
  tls: 'starttls',
}
const reachable: RelayFacts = { relay: met, othersOnPort: 'reached', lineUp: true }
const stopped = (failure: NonNullable<RelaySeen['failure']>, facts: Partial<RelayFacts> = {}): RelayFacts => ({
  ...reachable,
  relay: { ...met, stage: failure === 'lookup-failed' ? 'lookup' : 'connect', failure, tls: 'none' },
  ...facts,
})

judgements(outboundRelay, [
  ['it offers STARTTLS', reachable, 'reachable'],
  ['TLS from the first byte', { ...reachable, relay: { ...met, port: 465, tls: 'implicit' } }, 'reachable'],
  [
    'TLS with a certificate that is not its own',
    { ...reachable, relay: { ...met, port: 465, stage: 'tls', failure: 'certificate-untrusted', tls: 'none' } },
    'no-tls',
  ],
  [
    'TLS that comes to nothing in time',
    { ...reachable, relay: { ...met, port: 465, stage: 'tls', failure: 'timed-out', tls: 'none' } },
    'filtered',
  ],
  ['no TLS', { ...reachable, relay: { ...met, tls: 'none' } }, 'no-tls'],
  ['silence, while others on that port answer', stopped('timed-out'), 'filtered'],
  ['silence on that port everywhere', stopped('timed-out', { othersOnPort: 'silent' }), 'filtered'],
  ['turned back', stopped('refused'), 'refused'],
  ['silence everywhere', stopped('timed-out', { othersOnPort: 'silent', lineUp: false }), 'line-down'],
  ['its name cannot be looked up', stopped('lookup-failed'), 'lookup-failed'],
])

const moved: MtuFacts['moved'] = {
  port: 587,
  small: 'replied',
  upload: 'passed',
  download: 'passed',
  bytesSeen: 8_192,
  tookMs: 90,
}

judgements(lineMtu, [
  ['both ways', { moved }, 'clear'],
  ['stalled out', { moved: { ...moved, upload: 'stalled' } }, 'black-hole'],
  ['stalled in', { moved: { ...moved, download: 'stalled' } }, 'black-hole'],
  ['stalled both ways', { moved: { ...moved, upload: 'stalled', download: 'stalled' } }, 'black-hole'],
  [
    'silent, and short lines as well: no sign of their size',
    { moved: { ...moved, upload: 'timed-out' } },
    'no-vantage',
  ],
  [
    'somebody else on the port',
    { moved: { ...moved, small: 'not-proved', upload: 'not-tried', download: 'not-tried' } },
    'no-vantage',
  ],
  ['no probe', { moved: null }, 'no-vantage'],
])
