import type { History, ListedOutage } from '../../../../src/report/history/history.ts'
import type { RunHead } from '../../../../src/history/saved-run.ts'

const minute = 60_000
const day = 24 * 60 * minute

/** Times are in UTC; Berlin is an hour ahead of it in November. */
export const iso = (text: string) => new Date(`${text}Z`).toISOString()

export function outage(from: string, tookMs: number, more: Partial<ListedOutage> = {}): ListedOutage {
  const begin = iso(from)
  return {
    family: 'v4',
    place: 'provider',
    from: begin,
    to: new Date(Date.parse(begin) + tookMs).toISOString(),
    tookMs,
    fromWithinMs: 1_000,
    toWithinMs: 1_000,
    begin: 'seen',
    end: 'seen',
    planned: false,
    counts: true,
    ...more,
  }
}

export const run: RunHead = {
  id: '20261112T090000Z',
  at: iso('2026-11-12T09:00:00'),
  release: '0.1.0',
  line: { name: 'home' },
  scope: 'all',
  verdict: 'ready-with-reservations',
  abilities: { receive: 'yes', send: 'with-reservations', access: 'yes' },
  public: { v4: '203.0.113.7' },
  answers: {},
}

const down = 3 * minute + 45_000 + 3 * minute + 8 * minute
const watchedMs = 12 * day - 6 * 60 * minute

const spans = [
  { from: iso('2026-11-12T09:00:00'), to: iso('2026-11-18T09:00:00') },
  { from: iso('2026-11-18T15:00:00'), to: iso('2026-11-24T09:00:00') },
]

/** Twelve days with four interruptions, of which three are at night and one changed the address; six hours nobody watched. */
export const twelveDays: History = {
  schema: 1,
  line: { name: 'home', gateway: '02:00:5e:10:00:01' },
  chosen: 'only',
  at: iso('2026-11-24T09:00:00'),
  timeZone: 'Europe/Berlin',
  from: iso('2026-11-12T09:00:00'),
  to: iso('2026-11-24T09:00:00'),
  looks: 33_840,
  watched: {
    ms: watchedMs,
    spans,
  },
  unwatched: [{ from: iso('2026-11-18T09:00:00'), to: iso('2026-11-18T15:00:00'), why: 'machine-restarted' }],
  availability: {
    v4: { spans, watchedMs, downMs: down, share: 1 - down / watchedMs, outages: 4, longestMs: 8 * minute },
    v6: null,
  },
  outages: [
    outage('2026-11-14T03:02:11', 3 * minute),
    outage('2026-11-16T14:20:00', 45_000, { place: 'router' }),
    outage('2026-11-20T03:02:40', 3 * minute),
    outage('2026-11-23T03:02:13', 8 * minute, { place: 'provider-or-beyond', newAddress: '203.0.113.9' }),
  ],
  nightly: {
    v4: { rhythm: 'same-hour', localTime: '04:02', days: 3, ofDays: 6, middleMs: 3 * minute, newAddress: 1 },
    v6: null,
  },
  addresses: [
    {
      what: 'public',
      family: 'v4',
      address: '203.0.113.7',
      from: iso('2026-11-12T09:00:00'),
      to: iso('2026-11-23T03:02:00'),
      reconnects: 3,
      restarts: 1,
      afterOutage: false,
      knownAs: { name: 'p203.example.net', reverse: 'dynamic', policy: 'listed' },
    },
    {
      what: 'public',
      family: 'v4',
      address: '203.0.113.9',
      from: iso('2026-11-23T03:11:00'),
      to: iso('2026-11-24T09:00:00'),
      reconnects: 0,
      restarts: 0,
      afterOutage: true,
    },
  ],
  routerRestarts: [iso('2026-11-16T14:20:30')],
  rebootTests: [
    {
      offFrom: iso('2026-11-16T14:12:00'),
      to: iso('2026-11-16T14:22:00'),
      before: {
        v4: '203.0.113.5',
        v6Prefix: '2001:db8:1::/64',
        mappings: ['TCP 25 to port 25', 'TCP 993 to port 993'],
      },
      after: { v4: '203.0.113.5', v6Prefix: '2001:db8:2::/64', mappings: ['TCP 993 to port 993'] },
    },
    { offFrom: iso('2026-11-17T14:12:00'), to: iso('2026-11-17T14:28:00'), before: { v4: '203.0.113.5' }, after: {} },
  ],
  quality: [
    { to: 'gateway', family: 'v4', asked: 33_800, lost: 2, medianMs: 0.4, p95Ms: 1.2, jitterMs: 0.1 },
    { to: 'far', family: 'v4', asked: 10_100, lost: 41, medianMs: 11.4, p95Ms: 18.02, jitterMs: 1.6 },
  ],
  mailPorts: {
    since: iso('2026-11-21T10:00:00'),
    answers: { 'inbound.25.v4': 'open', 'inbound.465.v4': 'open', 'outbound.25.v4': 'filtered' },
    changes: [
      { at: iso('2026-11-20T10:00:00'), check: 'inbound.25.v4', from: 'open', to: 'not-forwarded' },
      { at: iso('2026-11-21T10:00:00'), check: 'inbound.25.v4', from: 'not-forwarded', to: 'open' },
    ],
  },
  idle: [
    { at: iso('2026-11-13T09:40:00'), family: 'v4', keptMs: 29 * minute },
    { at: iso('2026-11-20T09:40:00'), family: 'v4', keptMs: 15 * minute, lostMs: 20 * minute },
  ],
  runs: [run],
  otherLines: [{ gateway: '02:00:5e:10:00:02' }],
  unread: 0,
}
