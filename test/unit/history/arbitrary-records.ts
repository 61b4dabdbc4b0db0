import fc from 'fast-check'
import { places, type WatchRecord, type WayQuality } from '../../../src/history/record.ts'

const first = Date.UTC(2020, 0, 1)
const last = Date.UTC(2040, 0, 1)

const time = fc.integer({ min: first, max: last }).map((ms) => new Date(ms).toISOString())
const ms = fc.oneof(
  fc.nat(),
  fc.double({ min: 0, max: 1e9, noNaN: true }).map((value) => value + 0),
)
const family = fc.constantFrom('v4' as const, 'v6' as const)
const place = fc.constantFrom(...places)
/** Others' words: anything that a name server may have answered. */
const foreign = fc.string({ maxLength: 40, unit: 'binary' })
const address = fc.oneof(fc.ipV4(), fc.ipV6())
const instant = fc.record({ time, withinMs: ms })
const witnesses = fc.array(foreign, { maxLength: 4 })
const word = fc.stringMatching(/^[a-z]{1,8}(-[a-z0-9]{1,8}){0,2}$/)
const line = fc.record({ name: foreign, gateway: fc.constant('02:00:5e:00:53:01') }, { requiredKeys: [] })
const asItWas = fc.record(
  { v4: fc.ipV4(), v6Prefix: fc.constant('2001:db8:1::/64'), mappings: fc.array(foreign, { maxLength: 3 }) },
  { requiredKeys: [] },
)
const way: fc.Arbitrary<WayQuality> = fc
  .record(
    {
      to: fc.constantFrom('gateway' as const, 'hop' as const, 'far' as const),
      family,
      asked: fc.nat(),
      lostShare: fc.double({ min: 0, max: 1, noNaN: true }),
      medianMs: ms,
      p95Ms: ms,
      jitterMs: ms,
    },
    { requiredKeys: ['to', 'family', 'asked', 'lostShare'] },
  )
  .map(({ lostShare, ...rest }) => ({ ...rest, lost: Math.floor(rest.asked * lostShare) }))

const kind = <K extends WatchRecord['kind']>(name: K) => fc.constant(name)

/** Any record that a watcher may write. */
export const arbitraryRecord: fc.Arbitrary<WatchRecord> = fc.oneof(
  fc.record({
    kind: kind('began'),
    at: time,
    watcher: word,
    release: fc.constant('1.2.3'),
    line,
    intervalMs: ms,
    farEveryMs: ms,
  }),
  fc.record({
    kind: kind('ended'),
    at: time,
    watcher: word,
    why: fc.constantFrom('asked' as const, 'killed' as const, 'machine-restarted' as const),
  }),
  fc.record({
    kind: kind('not-watched'),
    at: time,
    from: time,
    to: time,
    why: fc.constantFrom('asleep' as const, 'stopped' as const),
  }),
  fc.record({ kind: kind('clock-set'), at: time, was: time }),
  fc.record({ kind: kind('line'), at: time, line }),
  fc.record(
    {
      kind: kind('outage-began'),
      at: time,
      family,
      from: instant,
      foundSo: fc.constant(true as const),
      place,
      silent: witnesses,
      answered: witnesses,
    },
    { requiredKeys: ['kind', 'at', 'family', 'from', 'place', 'silent', 'answered'] },
  ),
  fc.record(
    {
      kind: kind('outage-ended'),
      at: time,
      family,
      from: instant,
      foundSo: fc.constant(true as const),
      to: instant,
      tookMs: ms,
      place,
      planned: fc.constant(true as const),
      notOffered: fc.constant(true as const),
    },
    { requiredKeys: ['kind', 'at', 'family', 'from', 'to', 'tookMs', 'place'] },
  ),
  fc.record(
    {
      kind: kind('address'),
      at: time,
      what: fc.constantFrom('public' as const, 'prefix' as const, 'host' as const, 'router' as const),
      family,
      address,
      was: address,
      afterOutage: fc.boolean(),
    },
    { requiredKeys: ['kind', 'at', 'what', 'family', 'address', 'afterOutage'] },
  ),
  fc.record(
    {
      kind: kind('known-as'),
      at: time,
      family,
      address,
      name: fc.option(foreign),
      reverse: word,
      policy: word,
    },
    { requiredKeys: ['kind', 'at', 'family', 'address', 'name'] },
  ),
  fc.record({ kind: kind('router-restarted'), at: time, since: time }, { requiredKeys: ['kind', 'at'] }),
  fc.record({ kind: kind('witness'), at: time, witness: foreign, silent: fc.boolean() }),
  fc.record({
    kind: kind('quality'),
    at: time,
    from: time,
    looks: fc.nat(),
    ways: fc.array(way, { maxLength: 6 }),
  }),
  fc.record({
    kind: kind('mail-ports'),
    at: time,
    answers: fc.dictionary(fc.constantFrom('inbound.25.v4', 'outbound.25.v6', 'constructor'), word, {
      noNullPrototype: true,
    }),
  }),
  fc.record(
    { kind: kind('idle'), at: time, family, keptMs: ms, lostMs: ms },
    { requiredKeys: ['kind', 'at', 'family'] },
  ),
  fc.record({ kind: kind('reboot-test'), at: time, line, offFrom: time, to: time, before: asItWas, after: asItWas }),
)
