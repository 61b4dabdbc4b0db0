import fc from 'fast-check'
import type { Failure } from '../../../../src/core/failure.ts'
import type { SpfZone } from './spf-zone.ts'

/** Domains and hosts of a small world, so that what is made at random often leads somewhere. */
const domains = ['d0.test', 'd1.test', 'd2.test', 'sub.d0.test'] as const
const hosts = ['h0.test', 'h1.d0.test', 'h2.test', 'none.test'] as const
const v4 = ['192.0.2.1', '192.0.2.2', '198.51.100.1', '203.0.113.255'] as const
const v6 = ['2001:db8::1', '2001:db8:0:1::1', '2001:db8::ffff', '::1.2.3.4'] as const

const anyOf = <T>(values: readonly T[]) => fc.constantFrom(...values)
const joined = (...parts: readonly fc.Arbitrary<string>[]) => fc.tuple(...parts).map((texts) => texts.join(''))
const maybe = (text: fc.Arbitrary<string>) => fc.option(text, { nil: '' })

const macroOf = (letters: string) =>
  joined(
    fc.constant('%{'),
    anyOf([...letters]),
    maybe(fc.integer({ min: 1, max: 9 }).map(String)),
    maybe(anyOf(['r', 'R'])),
    maybe(anyOf(['.', '-', '+', ',', '/', '_', '=', '-.', '+_'])),
    fc.constant('}'),
  )
const macro = macroOf('slodiphvSLODIPHV')
/** %{p} asks, and may be one label: as the end of a name it would have asked for none. */
const lastMacro = macroOf('slodihvSLODIHV')
const macroDomain = fc.oneof(
  joined(macro, fc.constant('.'), anyOf([...domains, ...hosts])),
  joined(lastMacro, anyOf(['.x.', '._spf.', '%%.', '%-.']), lastMacro),
  lastMacro,
)
const domainSpec = fc.oneof(
  { weight: 4, arbitrary: anyOf([...domains, ...hosts]) },
  { weight: 1, arbitrary: macroDomain },
)
const target = maybe(domainSpec.map((spec) => `:${spec}`))
const lengths = joined(
  maybe(fc.integer({ min: 0, max: 32 }).map((length) => `/${length}`)),
  maybe(fc.integer({ min: 0, max: 128 }).map((length) => `//${length}`)),
)

const mechanism = fc.oneof(
  fc.constant('all'),
  domainSpec.map((spec) => `include:${spec}`),
  domainSpec.map((spec) => `exists:${spec}`),
  joined(anyOf(['a', 'mx', 'A', 'Mx']), target, lengths),
  joined(fc.constant('ptr'), target),
  joined(fc.constant('ip4:'), anyOf(v4), maybe(fc.integer({ min: 0, max: 32 }).map((length) => `/${length}`))),
  joined(fc.constant('ip6:'), anyOf(v6), maybe(fc.integer({ min: 0, max: 128 }).map((length) => `/${length}`))),
)
const directive = joined(anyOf(['', '+', '-', '~', '?']), mechanism)
const modifier = fc.oneof(
  anyOf(['x=y', 'unknown.name-1=%{d}%%']),
  domainSpec.map((spec) => `redirect=${spec}`),
  domainSpec.map((spec) => `exp=${spec}`),
)

/** A record after the grammar of RFC 7208 §12, but that a modifier may stand there twice. */
export const record = fc
  .tuple(
    fc.array(fc.oneof({ weight: 6, arbitrary: directive }, { weight: 1, arbitrary: modifier }), { maxLength: 8 }),
    anyOf([' ', '  ']),
  )
  .map(([terms, space]) => ['v=spf1', ...terms].join(space))

/** What a slip or an enemy makes of it. */
export const spoilt = (text: fc.Arbitrary<string>) =>
  fc
    .tuple(
      text,
      fc.nat(),
      fc.constantFrom('', ' ', '%', '%{', '}', ':', '/', '//', '=', '.', '-', '0', '\0', '\t', 'é', 'a'),
      fc.nat(2),
    )
    .map(([whole, place, put, cut]) => {
      const at = whole.length === 0 ? 0 : place % whole.length
      return whole.slice(0, at) + put + whole.slice(at + cut)
    })

const failure = anyOf<Failure>(['timed-out', 'lookup-failed', 'lookup-refused'])
const rarely = <T>(usual: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 12, arbitrary: usual }, { weight: 1, arbitrary: failure })
const texts = fc.oneof(
  { weight: 8, arbitrary: record.map((text) => [text]) },
  { weight: 1, arbitrary: spoilt(record).map((text) => [text]) },
  { weight: 1, arbitrary: fc.array(anyOf(['v=spf1 -all', 'hello %{i} of %{d}', 'v=spf10']), { maxLength: 3 }) },
)
const exchangers = fc
  .uniqueArray(anyOf([...hosts, ...domains]), { maxLength: 4 })
  .map((names) => names.map((name, index) => `${(index + 1) * 10} ${name}`))

const zoneOf = (records: Readonly<Record<string, fc.Arbitrary<readonly string[] | Failure>>>): fc.Arbitrary<SpfZone> =>
  fc.record(records).map((zone) => {
    // A name whose set of records is empty is one without them.
    const there = Object.entries(zone).filter(([, data]) => data.length > 0)
    return Object.fromEntries(there)
  })

const perName = [...domains, ...hosts].filter((name) => name !== 'none.test')

/** The small world: who has which records, and what cannot be looked up. */
export const zone = zoneOf({
  ...Object.fromEntries(domains.map((name) => [`${name} TXT`, rarely(texts)])),
  'h0.test TXT': rarely(fc.constant(['%{c} is not one of %{d}'])),
  ...Object.fromEntries(perName.map((name) => [`${name} A`, rarely(fc.uniqueArray(anyOf(v4), { maxLength: 3 }))])),
  ...Object.fromEntries(perName.map((name) => [`${name} AAAA`, rarely(fc.uniqueArray(anyOf(v6), { maxLength: 3 }))])),
  ...Object.fromEntries(domains.map((name) => [`${name} MX`, rarely(exchangers)])),
  '1.2.0.192.in-addr.arpa PTR': rarely(fc.uniqueArray(anyOf([...domains, ...hosts]), { maxLength: 4 })),
  [`1${'.0'.repeat(23)}.8.b.d.0.1.0.0.2.ip6.arpa PTR`]: rarely(
    fc.uniqueArray(anyOf([...domains, ...hosts]), { maxLength: 4 }),
  ),
})

/** Somebody who sends from that world. */
export const sending = fc.record({
  ip: anyOf(['192.0.2.1', '2001:db8::1']),
  from: anyOf(['user@d0.test', 'strong-bad+x@d0.test', 'd0.test', '']),
  helo: anyOf(['d1.test', 'h0.test', '[192.0.2.1]', 'localhost']),
})
