import { describe, expect, it } from 'vitest'
import { providers } from '../../../../src/knowledge/providers/index.ts'
import type { Fact, Provider, Source } from '../../../../src/knowledge/providers/provider.ts'
import { providersOf } from '../../../../src/knowledge/providers/providers-of.ts'
import { sources } from '../../../../src/knowledge/providers/sources.ts'
import { vocabulary } from '../../../../src/knowledge/providers/vocabulary.ts'

interface Found {
  readonly where: string
  readonly topic: string
  readonly fact: Fact<string>
}

const others = ['name', 'country', 'kind', 'networks']

function factsOf(provider: Provider): readonly Found[] {
  return Object.entries(provider)
    .filter(([topic]) => !others.includes(topic))
    .map(([topic, fact]) => ({ where: `${provider.name}: ${topic}`, topic, fact: fact as Fact<string> }))
}

const facts = providers.flatMap(factsOf)
const quoted: readonly (Source & { where: string })[] = [
  ...facts.flatMap(({ where, fact }) => fact.sources.map((source) => ({ ...source, where }))),
  ...providers.flatMap(({ name, networks }) => (networks?.sources ?? []).map((source) => ({ ...source, where: name }))),
]
const wordsOf: { readonly [topic: string]: object } = vocabulary

/** The names of those for whom something does not hold. */
function wrong<T extends { where: string }>(all: readonly T[], holds: (one: T) => boolean): readonly string[] {
  return all.filter((one) => !holds(one)).map(({ where }) => where)
}

describe('what is known of providers', () => {
  it(`is ${facts.length} facts about ${providers.length} providers`, () => {
    // Less than there was: somebody has lost a file.
    expect(providers.length).toBeGreaterThanOrEqual(73)
    expect(facts.length).toBeGreaterThanOrEqual(326)
  })

  it('has a source for every fact, with its date', () => {
    expect(wrong(facts, ({ fact }) => fact.sources.length > 0)).toEqual([])
    expect(wrong(quoted, ({ date }) => /^(19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/.test(date))).toEqual(
      [],
    )
  })

  it('is not from the future, nor from before there was spam', () => {
    expect(wrong(quoted, ({ date }) => date >= '2000' && date < '2027')).toEqual([])
  })

  it('has sources that anybody can look up', () => {
    expect(wrong(quoted, ({ ref }) => /^https?:\/\/[a-z0-9.-]+\.[a-z]+\/\S/.test(ref))).toEqual([])
  })

  it('does not quote one source twice for one fact', () => {
    expect(
      wrong(facts, ({ fact }) => new Set(fact.sources.map(({ ref }) => ref)).size === fact.sources.length),
    ).toEqual([])
  })

  it('speaks in the words of each topic', () => {
    const spoken = facts.filter(({ topic }) => topic !== 'adminUrl')
    expect(wrong(spoken, ({ topic, fact }) => Object.hasOwn(wordsOf[topic] ?? {}, fact.value))).toEqual([])
    expect(wrong(facts, ({ fact }) => ['high', 'medium', 'low'].includes(fact.confidence))).toEqual([])
  })

  it('uses every word that there is', () => {
    const used = new Set(facts.map(({ topic, fact }) => `${topic} ${fact.value}`))
    const all = Object.entries(vocabulary).flatMap(([topic, words]) =>
      Object.keys(words).map((word) => `${topic} ${word}`),
    )
    expect(all.filter((word) => !used.has(word))).toEqual([])
  })

  it('tells details in sentences that can be shown', () => {
    expect(wrong(facts, ({ fact }) => /^["“A-ZÀ-Þ].{5,300}[.]$/.test(fact.detail ?? 'None is told.'))).toEqual([])
    // Control characters, markup, or somebody's notes.
    // oxlint-disable-next-line no-control-regex
    expect(wrong(facts, ({ fact }) => !/[\u0000-\u001f<>]|->|TODO|\?\?/.test(fact.detail ?? ''))).toEqual([])
  })

  it('says where the switch is only where there is one, or might be', () => {
    const closed = ['blocked-switch', 'blocked-request', 'blocked-fixed-ip', 'open-until-abused']
    const switched = providers.filter(({ port25Switch }) => port25Switch !== undefined)
    expect(
      switched.filter(({ outbound25 }) => !closed.includes(outbound25?.value ?? '')).map(({ name }) => name),
    ).toEqual([])
  })

  it('has addresses of routers that lead nowhere else', () => {
    const pages = facts.filter(({ topic }) => topic === 'adminUrl')
    expect(wrong(pages, ({ fact }) => URL.canParse(fact.value) && /^https?:\/\/[a-z0-9.]+$/.test(fact.value))).toEqual(
      [],
    )
  })

  it('has something to tell of everybody', () => {
    expect(providers.filter((provider) => factsOf(provider).length === 0)).toEqual([])
  })

  it('has each name once, and countries as they are written', () => {
    const names = providers.map(({ name }) => name.toLowerCase())
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
    expect(providers.filter(({ country }) => !/^([A-Z]{2}|world)$/.test(country))).toEqual([])
  })

  it('has network numbers that somebody can have, each once and in order', () => {
    for (const { name, networks } of providers) {
      const asns = networks?.asns ?? [1]
      expect([name, [...new Set(asns)].sort((one, other) => one - other)]).toEqual([name, asns])
      // 64496 to 131071 are for documentation, private or reserved, but for the first of the 32-bit numbers (RFC 6996, RFC 5398).
      const isPublic = (asn: number) => Number.isInteger(asn) && asn > 0 && asn < 4_200_000_000
      const isSpecial = (asn: number) => asn >= 64_496 && asn <= 131_071
      expect([name, asns.filter((asn) => !isPublic(asn) || isSpecial(asn))]).toEqual([name, []])
    }
  })

  it('keeps no source that nobody quotes', () => {
    const refs = new Set(quoted.map(({ ref }) => ref))
    expect(Object.entries(sources).filter(([, { ref }]) => !refs.has(ref))).toEqual([])
  })
})

describe('providersOf', () => {
  it('knows who is behind a network', () => {
    expect(providersOf(12_322).map(({ name }) => name)).toEqual(['Free (Freebox)'])
  })

  it('offers all who share one, and does not choose', () => {
    expect(providersOf(4739).map(({ name }) => name)).toEqual(['Westnet / iiNet (TPG group)', 'Internode'])
  })

  it.each([0, -1, 64_500, Number.NaN, 1.5])('knows nobody behind %d', (asn) => expect(providersOf(asn)).toEqual([]))
})
