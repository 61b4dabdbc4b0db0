import { describe, expect, it } from 'vitest'
import { type DnssecFacts, namesDnssec } from '../../../src/checks/names/dnssec.ts'
import { conclude } from '../../../src/core/conclude.ts'
import type { Asked } from '../../../src/core/asked.ts'
import { type Failure, failed, success } from '../../../src/core/failure.ts'
import type { Question, ResourceRecord } from '../../../src/core/line.ts'
import { silentLine } from '../silent-line.ts'
import { judgements } from './judgements.ts'

const at = '2026-06-01T00:00:00.000Z'
/** A signature that has held for so many days, and will for so many more. */
const days = (held: number, left: number) => {
  const day = (count: number) => new Date(Date.parse(at) + count * 86_400_000).toISOString()
  return { since: day(-held), until: day(left) }
}

const good: DnssecFacts = {
  domain: 'example.test',
  zone: 'example.test',
  heard: 'checked',
  validates: 'yes',
  delegated: 'yes',
  signature: days(10, 20),
  at,
  others: [],
}
const blind: DnssecFacts = { ...good, heard: 'unchecked', validates: 'no' }
const other = (heard: 'checked' | 'unchecked' | 'bogus', server = '9.9.9.9') => ({ server, heard })
const { zone: _zone, heard: _heard, signature: _signature, ...nothing } = good

judgements(namesDnssec, [
  ['good signatures', good, 'signed'],
  ['good ones, of which nothing is seen', { ...nothing, heard: 'checked' }, 'signed'],
  ['those of a month, a week before', { ...good, signature: days(23, 7) }, 'signed'],
  ['those of a month, two days before', { ...good, signature: days(28, 2) }, 'expiring'],
  ['those of a fortnight, two days before', { ...good, signature: days(12, 2) }, 'signed'],
  ['those of a fortnight, a day before', { ...good, signature: days(13, 1) }, 'expiring'],
  ['those that are made with every answer', { ...good, signature: days(1, 1) }, 'signed'],
  ['those that have just run out', { ...good, signature: days(30, -0.1) }, 'expiring'],
  ['a domain within a signed zone', { ...good, domain: 'mail.example.test' }, 'signed'],
  ['no signatures', { ...good, heard: 'unchecked', delegated: 'no' }, 'unsigned'],
  ['signatures that nothing leads to', { ...good, heard: 'unchecked' }, 'unsigned'],
  ['no DS record, as a resolver that does not check says', { ...blind, delegated: 'no' }, 'unsigned'],
  ['bad signatures', { ...good, heard: 'bogus', signature: days(31, -1) }, 'bogus'],
  [
    'bad ones, at a resolver that was asked for nothing else',
    { ...good, heard: 'bogus', validates: 'unknown' },
    'bogus',
  ],
  ['bad ones, at a resolver that keeps nothing back', { ...blind, heard: 'bogus' }, 'resolver-does-not-validate'],
  ['a DS record, at a resolver that does not check', blind, 'resolver-does-not-validate'],
  ['AD from a resolver that sets it always', { ...good, validates: 'no' }, 'resolver-does-not-validate'],
  ['AD from a resolver of which it is not known', { ...good, validates: 'unknown' }, 'resolver-does-not-validate'],
  [
    'a resolver that checks silently',
    { ...blind, validates: 'silently', delegated: 'unknown' },
    'resolver-does-not-validate',
  ],
  ['two others find them good', { ...blind, others: [other('checked'), other('checked', '1.1.1.1')] }, 'signed'],
  ['two others find them bad', { ...blind, others: [other('bogus'), other('bogus', '1.1.1.1')] }, 'bogus'],
  ['two others find none', { ...blind, others: [other('unchecked'), other('unchecked', '1.1.1.1')] }, 'unsigned'],
  [
    'two others disagree',
    { ...blind, others: [other('bogus'), other('checked', '1.1.1.1')] },
    'resolver-does-not-validate',
  ],
  ['one other alone', { ...blind, others: [other('checked')] }, 'resolver-does-not-validate'],
  ['a resolver that fails', { ...nothing, failure: 'timed-out' }, 'lookup-failed'],
  ['a domain that nobody has', { ...nothing, failure: 'name-not-found' }, 'lookup-failed'],
])

it('tells of a domain that is not found what to look at, not to ask again', () => {
  const { says, remedy } = conclude(namesDnssec, { ...nothing, failure: 'name-not-found' }, [])
  expect(says).toMatch(/^No domain example\.test was found/)
  expect(remedy).toMatch(/registered and spelled right/)
})

const base: Asked = { release: '0.1.0', probes: [], stun: [], servers: [], domain: 'example.test' }
const validation = { signed: 'signed.test', bogus: 'bogus.test', resolvers: ['9.9.9.9', '1.1.1.1', '8.8.8.8'] }

type Said = readonly string[] | Failure | { readonly authentic: readonly string[] }

/** What resolvers say by `NAME TYPE[+CD]`, a public one `NAME TYPE[+CD] @address`; all else does not exist. */
async function observed(
  said: Readonly<Record<string, Said>>,
  given: { validates: DnssecFacts['validates']; answersFromNowhere?: readonly string[] },
  asked: Asked = { ...base, validation },
) {
  const questions: Question[] = []
  const line = silentLine({
    async ask(question) {
      const { name, type, server, checkingDisabled } = question
      questions.push(question)
      const key = `${name} ${type}${checkingDisabled === true ? '+CD' : ''}`
      const found = said[server === undefined ? key : `${key} @${server.address}`] ?? 'name-not-found'
      if (typeof found === 'string') return failed(found)
      const data = 'authentic' in found ? found.authentic : found
      const answers: ResourceRecord[] = data.map((each) => ({
        name: type === 'SOA' ? each : name,
        type,
        ttl: 1,
        data: each,
      }))
      return success({
        answers,
        authentic: 'authentic' in found,
        server: server ?? { address: '192.168.1.1', port: 53 },
      })
    },
  })
  const facts = await namesDnssec.observe(
    line,
    { resolver: { answersFromNowhere: [], ...given } } as never,
    asked,
    () => {},
  )
  return { facts, answer: namesDnssec.judge(facts), questions }
}

/** A public resolver that checks, and finds the domain so. */
const checking = (address: string, heard: Readonly<Record<string, Said>>) => ({
  [`signed.test A @${address}`]: { authentic: ['192.0.2.1'] },
  [`bogus.test A @${address}`]: 'lookup-failed' as const,
  [`bogus.test A+CD @${address}`]: ['192.0.2.2'],
  ...Object.fromEntries(Object.entries(heard).map(([key, value]) => [`${key} @${address}`, value])),
})

describe('names.dnssec looks', () => {
  it('once, where the resolver checks', async () => {
    const { facts, answer, questions } = await observed(
      { 'example.test SOA': { authentic: ['example.test'] } },
      { validates: 'yes' },
    )
    expect(facts).toMatchObject({ zone: 'example.test', heard: 'checked', delegated: 'yes', others: [] })
    expect(answer).toBe('signed')
    expect(questions).toHaveLength(1)
  })

  it('for the DS record, where nothing was checked; at nobody else where there is none', async () => {
    const own = {
      'test NS': ['ns.test'],
      'ns.test A': ['192.0.2.53'],
      'example.test DS @192.0.2.53': 'no-data',
    } as const
    const { answer, questions } = await observed({ 'example.test SOA': ['example.test'], ...own }, { validates: 'no' })
    expect(answer).toBe('unsigned')
    expect(questions.some(({ server }) => server?.address === '9.9.9.9')).toBe(false)
  })

  it('at two others, where the own resolver does not check, and only there', async () => {
    const signed = { 'example.test SOA': ['example.test'], 'example.test DS': ['1 13 2 abcd'] }
    const others = {
      ...checking('9.9.9.9', { 'example.test SOA': { authentic: ['example.test'] } }),
      ...checking('1.1.1.1', { 'example.test SOA': { authentic: ['example.test'] } }),
    }
    const { facts, answer, questions } = await observed({ ...signed, ...others }, { validates: 'no' })
    expect(facts.others).toEqual([
      { server: '9.9.9.9', heard: 'checked' },
      { server: '1.1.1.1', heard: 'checked' },
    ])
    expect(answer).toBe('signed')
    expect(questions.some(({ server }) => server?.address === '8.8.8.8')).toBe(false)

    const intercepted = await observed({ ...signed, ...others }, { validates: 'no', answersFromNowhere: ['v4'] })
    expect(intercepted.answer).toBe('resolver-does-not-validate')
    expect(intercepted.questions.every(({ server }) => server === undefined)).toBe(true)

    const alone = await observed({ ...signed, ...others }, { validates: 'no' }, base)
    expect(alone.answer).toBe('resolver-does-not-validate')
  })

  it('does not count another that does not check either', async () => {
    const signed = { 'example.test SOA': ['example.test'], 'example.test DS': ['1 13 2 abcd'] }
    const others = {
      ...checking('9.9.9.9', { 'example.test SOA': { authentic: ['example.test'] } }),
      ...checking('1.1.1.1', { 'example.test SOA': { authentic: ['example.test'] }, 'bogus.test A': ['192.0.2.2'] }),
    }
    const { facts, answer } = await observed({ ...signed, ...others }, { validates: 'no' })
    expect(facts.others).toHaveLength(1)
    expect(answer).toBe('resolver-does-not-validate')
  })

  it('finds bad signatures', async () => {
    const { answer } = await observed(
      { 'example.test SOA': 'lookup-failed', 'example.test SOA+CD': ['example.test'] },
      { validates: 'yes' },
    )
    expect(answer).toBe('bogus')
  })

  it('does not judge the zone above for a domain that does not exist', async () => {
    const own = { 'test NS': ['ns.test'], 'ns.test A': ['192.0.2.53'] }
    const above = { 'example.test SOA': ['test'], 'test SOA': { authentic: ['test'] }, ...own } as const
    expect((await observed(above, { validates: 'yes' })).facts).toMatchObject({ failure: 'name-not-found' })
    const there = { ...above, 'example.test MX': ['10 mail.test'] }
    expect((await observed(there, { validates: 'yes' })).answer).toBe('signed')
  })

  it('is moot without a domain', () => {
    const { domain: _, ...without } = base
    expect(namesDnssec.moot?.(without)).toMatch(/--domain/)
    expect(namesDnssec.moot?.(base)).toBeUndefined()
  })
})
