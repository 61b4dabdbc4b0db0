import { expect, it } from 'vitest'
import { watchWords } from '../../../../src/cli/commands/watch/watch-words.ts'
import { statusWords } from '../../../../src/cli/commands/watch/status-words.ts'
import { places, type WatchRecord } from '../../../../src/history/record.ts'
import { recordReaders } from '../../../../src/history/record-readers.ts'

const at = '2026-01-02T03:04:05.000Z'
const from = { time: '2026-01-02T03:03:05.000Z', withinMs: 500 }

const table: readonly (readonly [WatchRecord, RegExp])[] = [
  [{ kind: 'began', at, watcher: 'w', release: '0.1.0', line: {}, intervalMs: 1, farEveryMs: 1 }, /^Watching\.$/],
  [{ kind: 'ended', at, watcher: 'w', why: 'asked' }, /^No longer watching/],
  [{ kind: 'ended', at, watcher: 'w', why: 'killed' }, /was killed; it was last alive at/],
  [{ kind: 'ended', at, watcher: 'w', why: 'machine-restarted' }, /ended with the machine/],
  [{ kind: 'not-watched', at, from: from.time, to: at, why: 'asleep' }, /for 60 seconds: the machine slept/],
  [{ kind: 'clock-set', at, was: from.time }, /^The clock was set/],
  [{ kind: 'line', at, line: {} }, /gateway is another one/],
  [
    {
      kind: 'outage-began',
      at,
      family: 'v4',
      from,
      place: 'provider',
      silent: ['stun.example', '192.0.2.1'],
      answered: ['192.168.1.1'],
    },
    /^IPv4 is down: .* the provider behind it does not \(silent: stun\.example, 192\.0\.2\.1; answered: 192\.168\.1\.1\)\.$/,
  ],
  [
    { kind: 'outage-ended', at, family: 'v6', from, to: from, tookMs: 42_000, place: 'home' },
    /^IPv6 is back after 42 seconds\. It was the router/,
  ],
  [
    { kind: 'outage-ended', at, family: 'v6', from, foundSo: true, to: from, tookMs: 42_000, place: 'home' },
    /^IPv6 is back after at least 42 seconds\. /,
  ],
  [
    { kind: 'address', at, what: 'public', family: 'v4', address: '192.0.2.1', afterOutage: false },
    /public address is 192/,
  ],
  [
    { kind: 'address', at, what: 'prefix', family: 'v6', address: 'b::/64', was: 'a::/64', afterOutage: true },
    /changed, after an interruption: it is b::\/64 now, and was a/,
  ],
  [{ kind: 'known-as', at, family: 'v4', address: '192.0.2.1', name: null }, /no reverse name/],
  [{ kind: 'router-restarted', at }, /has restarted/],
  [{ kind: 'witness', at, witness: 'stun.example', silent: true }, /the line is not to blame/],
  [{ kind: 'witness', at, witness: 'stun.example', silent: false }, /answers again/],
  [
    { kind: 'mail-ports', at, answers: { 'inbound.25.v4': 'open', 'inbound.465.v4': 'open' } },
    /: open: inbound 25, 465 over IPv4\.$/,
  ],
  [
    { kind: 'idle', at, family: 'v4', keptMs: 300_000, lostMs: 600_000 },
    /^A silent connection from here over IPv4 is kept for 5 to 10 minutes\.$/,
  ],
  [{ kind: 'reboot-test', at, line: {}, offFrom: at, to: at, before: {}, after: {} }, /switched off and on/],
]

it.each(table)('%o', (record, says) => {
  expect(watchWords(record)?.says).toMatch(says)
  expect(watchWords(record)?.says).toMatch(/^[A-Z0-9].*\.$/)
})

it('has words for every place of an interruption, each its own', () => {
  const all = places.map(
    (place) => watchWords({ kind: 'outage-began', at, family: 'v4', from, place, silent: [], answered: [] })?.says,
  )
  expect(new Set(all).size).toBe(places.length)
})

it('has words for every kind of record', () => {
  const kinds = new Set(Object.keys(recordReaders))
  for (const [record] of table) kinds.delete(record.kind)
  expect([...kinds]).toEqual(['quality'])
})

it('is silent on summaries, unless they are asked for', () => {
  const ways = [
    { to: 'gateway', family: 'v4', asked: 120, lost: 0, medianMs: 0.42, p95Ms: 12.6 },
    { to: 'far', family: 'v6', asked: 24, lost: 24 },
  ] as const
  const quality: WatchRecord = { kind: 'quality', at, from: at, looks: 120, ways }
  expect(watchWords(quality)).toBeUndefined()
  expect(watchWords(quality, true)?.says).toBe(
    'Summary of 120 looks: the router over IPv4 0 of 120 lost, 0.4 ms (95 %: 13 ms); the internet over IPv6 24 of 24 lost.',
  )
  expect(watchWords({ ...quality, ways: [] }, true)?.says).toMatch(/nobody was asked/)
})

it('shows how it stands, on one line', () => {
  const v4 = { is: 'up', since: at, farRttMs: 12.4, address: '203.0.113.5' } as const
  const v6 = { is: 'down', since: at, address: '2001:db8::5' } as const
  const nowMs = Date.parse(at) + 90_000
  expect(statusWords({ looks: 7, v4, v6 }, nowMs)).toBe(
    '7 looks: IPv4 up for 90 seconds, 12 ms, 203.0.113.5; IPv6 down for 90 seconds',
  )
  expect(statusWords({ looks: 1, v4: undefined, v6: undefined }, nowMs)).toBe('1 look: nobody has answered yet')
})
