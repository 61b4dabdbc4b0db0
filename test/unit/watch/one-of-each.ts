import type { RecordKind, WatchRecord } from '../../../src/history/record.ts'
import type { Happened } from '../../../src/watch/event.ts'

/** One record of each kind with all that it can have: the compiler asks for every kind and every member. */
export const oneOfEach: { readonly [K in RecordKind]: Required<Extract<WatchRecord, { readonly kind: K }>> } = {
  began: {
    kind: 'began',
    at: '2026-11-24T01:00:00.000Z',
    watcher: '5f3a9c01',
    release: '0.1.0',
    line: { name: 'home', gateway: '02:00:5e:00:53:01' },
    intervalMs: 30_000,
    farEveryMs: 300_000,
  },
  ended: { kind: 'ended', at: '2026-11-24T09:00:00.000Z', watcher: '5f3a9c01', why: 'asked' },
  'not-watched': {
    kind: 'not-watched',
    at: '2026-11-24T07:40:00.000Z',
    from: '2026-11-24T06:10:00.000Z',
    to: '2026-11-24T07:40:00.000Z',
    why: 'asleep',
  },
  'clock-set': { kind: 'clock-set', at: '2026-11-24T01:10:00.000Z', was: '2026-11-24T01:08:30.000Z' },
  line: { kind: 'line', at: '2026-11-24T08:00:00.000Z', line: { name: 'home', gateway: '02:00:5e:00:53:02' } },
  'outage-began': {
    kind: 'outage-began',
    at: '2026-11-24T02:12:34.000Z',
    family: 'v4',
    from: { time: '2026-11-24T02:12:31.000Z', withinMs: 500 },
    place: 'provider',
    silent: ['198.51.100.1', 'probe.example.org', 'stun.example.org'],
    answered: ['192.168.1.1'],
  },
  'outage-ended': {
    kind: 'outage-ended',
    at: '2026-11-24T02:15:00.000Z',
    family: 'v4',
    from: { time: '2026-11-24T02:12:31.000Z', withinMs: 500 },
    to: { time: '2026-11-24T02:15:00.000Z', withinMs: 500 },
    tookMs: 149_000,
    place: 'provider',
    planned: true,
  },
  address: {
    kind: 'address',
    at: '2026-11-24T02:15:02.000Z',
    what: 'public',
    family: 'v4',
    address: '203.0.113.9',
    was: '203.0.113.7',
    afterOutage: true,
  },
  'known-as': {
    kind: 'known-as',
    at: '2026-11-24T02:15:04.000Z',
    family: 'v4',
    address: '203.0.113.9',
    name: 'mail.example.org',
    reverse: 'confirmed',
    policy: 'not-listed',
  },
  'router-restarted': {
    kind: 'router-restarted',
    at: '2026-11-24T02:15:03.000Z',
    since: '2026-11-24T02:13:10.000Z',
  },
  witness: { kind: 'witness', at: '2026-11-24T03:20:00.000Z', witness: 'stun.example.org', silent: true },
  quality: {
    kind: 'quality',
    at: '2026-11-24T03:00:00.000Z',
    from: '2026-11-24T02:00:00.000Z',
    looks: 118,
    ways: [
      { to: 'gateway', family: 'v4', asked: 118, lost: 0, medianMs: 0.4, p95Ms: 1.2, jitterMs: 0.1 },
      { to: 'far', family: 'v4', asked: 24, lost: 1 },
    ],
  },
  'mail-ports': {
    kind: 'mail-ports',
    at: '2026-11-24T01:02:00.000Z',
    answers: { 'inbound.25.v4': 'open', 'outbound.25.v4': 'open' },
  },
  idle: { kind: 'idle', at: '2026-11-24T05:00:00.000Z', family: 'v4', keptMs: 150_000, lostMs: 300_000 },
  'reboot-test': {
    kind: 'reboot-test',
    at: '2026-11-24T08:30:00.000Z',
    line: { name: 'home', gateway: '02:00:5e:00:53:02' },
    offFrom: '2026-11-24T08:26:00.000Z',
    to: '2026-11-24T08:30:00.000Z',
    before: { v4: '203.0.113.9', v6Prefix: '2001:db8:1::/64', mappings: ['TCP 25 to port 25'] },
    after: { v4: '203.0.113.9', v6Prefix: '2001:db8:1::/64', mappings: [] },
  },
}

/** What happened, one of each with all that it can have. */
export const happenedOfEach: { readonly [E in Happened['event']]: Required<Happened & { readonly event: E }> } = {
  'outage-began': { event: 'outage-began', family: 'v4', place: 'provider' },
  'outage-ended': {
    event: 'outage-ended',
    family: 'v4',
    place: 'provider',
    from: '2026-11-24T02:12:31Z',
    to: '2026-11-24T02:15:00Z',
    seconds: 149,
  },
  flapping: {
    event: 'flapping',
    family: 'v4',
    outages: 3,
    seconds: 96,
    from: '2026-11-24T02:12:31Z',
    to: '2026-11-24T02:50:00Z',
  },
  'address-changed': {
    event: 'address-changed',
    family: 'v4',
    what: 'public',
    from: '203.0.113.7',
    to: '203.0.113.9',
    afterOutage: true,
  },
  'mail-ports-changed': {
    event: 'mail-ports-changed',
    changed: [
      { check: 'inbound.25.v4', from: 'open', to: 'filtered' },
      { check: 'inbound.465.v4', from: null, to: 'open' },
    ],
  },
  'loss-began': { event: 'loss-began', family: 'v4', percent: 5 },
  'loss-ended': { event: 'loss-ended', family: 'v4', percent: 0 },
  'router-restarted': { event: 'router-restarted' },
  'was-not-watching': { event: 'was-not-watching', from: '2026-11-24T06:10:00Z', to: '2026-11-24T07:40:00Z' },
}
