import { describe, expect, it } from 'vitest'
import { type LineResolverFacts, lineResolver } from '../../../src/checks/line/resolver.ts'
import { resolver, type ResolverFacts } from '../../../src/checks/looks/resolver.ts'
import type { Asked } from '../../../src/core/asked.ts'
import { type Failure, failed, success } from '../../../src/core/failure.ts'
import type { Question } from '../../../src/core/line.ts'
import { silentLine } from '../silent-line.ts'
import { judgements } from './judgements.ts'
import { speakingTcp } from './speaking-tcp.ts'

const nobody = { name: 'www.qqqqqqqq.com', addresses: [], failure: 'name-not-found' } as const
const good: LineResolverFacts = {
  server: '192.168.1.1',
  nobodys: [nobody, { ...nobody, name: 'qqqqqqqq.example.com' }],
  answersFromNowhere: [],
  edns: true,
  tcp: true,
  validates: 'yes',
  lineIsUp: true,
}
const silent = { name: nobody.name, addresses: [], failure: 'timed-out' } as const
const dead: LineResolverFacts = {
  nobodys: [silent, silent],
  failure: 'timed-out',
  answersFromNowhere: [],
  validates: 'unknown',
  lineIsUp: true,
}

judgements(lineResolver, [
  ['one that checks signatures', good, 'honest-and-validating'],
  ['one that asks somebody who checks', { ...good, validates: 'silently' }, 'honest-and-validating'],
  ['one that does not check', { ...good, validates: 'no' }, 'honest'],
  ['one of which it is not known', { ...good, validates: 'unknown' }, 'honest'],
  ['one that nobody has named', { ...dead, nobodys: good.nobodys }, 'honest'],
  ['one that fails now and then', { ...good, nobodys: [silent, nobody] }, 'honest-and-validating'],
  [
    'one that invents names of web pages',
    { ...good, nobodys: [{ name: nobody.name, addresses: ['25.1.2.3'] }, nobody] },
    'rewrites',
  ],
  [
    'one that invents any name',
    { ...good, nobodys: good.nobodys.map(({ name }) => ({ name, addresses: ['25.1.2.3', '25.1.2.4', '25.1.2.5'] })) },
    'rewrites',
  ],
  [
    'one that invents, and answers for all others',
    { ...good, nobodys: [{ name: nobody.name, addresses: ['25.1.2.3'] }], answersFromNowhere: ['v4'] },
    'rewrites',
  ],
  ['one that answers for all others', { ...good, answersFromNowhere: ['v4', 'v6'] }, 'intercepted'],
  ['one without TCP', { ...good, tcp: false }, 'no-tcp'],
  ['one that is silent, on a line that is up', dead, 'failing'],
  [
    'one that fails at everything, on a line that is up',
    { ...dead, failure: 'lookup-failed', nobodys: [{ ...silent, failure: 'lookup-failed' }] },
    'failing',
  ],
  ['one that is silent, as all others are', { ...dead, lineIsUp: false }, 'lookup-failed'],
  ['one that knows names, and fails at those that nobody has', { ...good, nobodys: [silent, silent] }, 'lookup-failed'],
])

const asked: Asked = {
  release: '0.1.0',
  probes: [],
  stun: [],
  servers: [],
  validation: { signed: 'signed.test', bogus: 'bogus.test' },
}
const way = { interface: 'eth0', kind: 'ethernet', local: ['192.168.1.10'] }
const server = { address: '192.168.1.1', port: 53 }

type Said = readonly string[] | Failure | { readonly authentic: readonly string[] }

/** What the resolver says, by `NAME TYPE`, with `+CD` where checking is disabled; of all else, that it does not exist. */
async function look(
  said: Readonly<Record<string, Said>>,
  options: { asked?: Asked; path?: object | null; nowhere?: Said; tcp?: 'answers' | Failure } = {},
) {
  const { path = { v4: way }, nowhere = 'timed-out', tcp = 'answers' } = options
  const questions: Question[] = []
  let drawn = 0
  const line = silentLine({
    random: (length) => new Uint8Array(length).map(() => (drawn += 7)),
    async ask(question) {
      questions.push(question)
      const { name, type } = question
      const key = `${spoken(name)} ${type}${question.checkingDisabled === true ? '+CD' : ''}`
      const found = question.server === undefined ? (said[key] ?? 'name-not-found') : nowhere
      if (typeof found === 'string') return failed(found)
      const authentic = 'authentic' in found
      const data = authentic ? found.authentic : found
      return success({
        answers: data.map((each) => ({ name, type, ttl: 1, data: each })),
        authentic,
        edns: true,
        server,
      })
    },
    async dial(to) {
      expect(to).toEqual(server)
      return tcp === 'answers' ? success(speakingTcp()) : failed(tcp)
    },
  })
  const facts: ResolverFacts = await resolver.observe(
    line,
    { path: path ?? undefined } as never,
    options.asked ?? asked,
  )
  return { facts, questions }
}

/** Names that are drawn by lot have a name all the same. */
function spoken(name: string): string {
  if (/^www\.[a-z]{20}\.com$/.test(name)) return 'web'
  return /^[a-z]{20}\.example\.com$/.test(name) ? 'any' : name
}

const validating = {
  'signed.test A': { authentic: ['192.0.2.1'] },
  'bogus.test A': 'lookup-failed',
  'bogus.test A+CD': ['192.0.2.2'],
} as const

describe('the resolver', () => {
  it('is asked for two names that nobody has, for a good and a bad one, and past it', async () => {
    const { facts, questions } = await look(validating)
    expect(facts).toMatchObject({
      server: '192.168.1.1',
      edns: true,
      tcp: true,
      answersFromNowhere: [],
      validates: 'yes',
      nobodys: [{ failure: 'name-not-found' }, { failure: 'name-not-found' }],
    })
    const [web, other] = facts.nobodys.map(({ name }) => name)
    expect(web).toMatch(/^www\.[a-z]{20}\.com$/)
    expect(other).toMatch(/^[a-z]{20}\.example\.com$/)
    expect(questions.filter((each) => each.server !== undefined).map((each) => each.server?.address)).toEqual([
      '192.0.2.53',
    ])
    expect(questions).toHaveLength(7)
  })

  it.each([
    ['it sets AD on whatever it passes on', { 'bogus.test A': { authentic: ['192.0.2.2'] } }, 'no'],
    ['it does not look', { 'signed.test A': ['192.0.2.1'], 'bogus.test A': ['192.0.2.2'] }, 'no'],
    ['somebody behind it looks', { 'signed.test A': ['192.0.2.1'] }, 'silently'],
    ['the bad name is gone', { 'bogus.test A': 'name-not-found' }, 'unknown'],
    ['the bad name fails whatever is asked', { 'bogus.test A+CD': 'lookup-failed' }, 'unknown'],
    ['the bad name is slow', { 'bogus.test A': 'timed-out' }, 'unknown'],
    ['the good name fails too', { 'signed.test A': 'lookup-failed' }, 'unknown'],
  ] as const)('where %s', async (_, said, validates) => {
    expect((await look({ ...validating, ...said })).facts.validates).toBe(validates)
  })

  it('is asked for the root where no names are known', async () => {
    const { validation: _, ...others } = asked
    const { facts, questions } = await look({ '. NS': ['a.root.test'] }, { asked: others })
    expect(facts).toMatchObject({ server: '192.168.1.1', validates: 'unknown' })
    expect(questions.map(({ name, type }) => `${name} ${type}`)).toContain('. NS')
    expect(questions).toHaveLength(4)
  })

  it('is heard inventing names', async () => {
    const { facts } = await look({ 'web A': ['25.1.2.3'], ...validating })
    expect(facts.nobodys).toMatchObject([{ addresses: ['25.1.2.3'] }, { failure: 'name-not-found' }])
    const [web, any] = (await look({ 'any A': ['25.1.2.3'], ...validating })).facts.nobodys
    expect([web?.addresses, any?.addresses]).toEqual([[], ['25.1.2.3']])
  })

  it('is asked for other names each time', async () => {
    const { facts } = await look(validating)
    const [web = '', any = ''] = facts.nobodys.map(({ name }) => name)
    expect(web.slice(4, 24)).not.toBe(any.slice(0, 20))
  })

  it.each(['refused', 'timed-out', 'reset'] as const)('may have no TCP: %s', async (tcp) => {
    expect((await look(validating, { tcp })).facts.tcp).toBe(false)
  })

  it('may not answer at all', async () => {
    const dead = { 'signed.test A': 'timed-out', 'bogus.test A': 'timed-out', 'bogus.test A+CD': 'timed-out' } as const
    const { facts } = await look(dead)
    expect(facts).toMatchObject({ failure: 'timed-out', validates: 'unknown' })
    expect(facts).not.toHaveProperty('server')
    expect(facts).not.toHaveProperty('tcp')
  })
})

describe('whoever is on the way', () => {
  it.each([[['25.1.2.3']], ['name-not-found'], ['lookup-refused']] as const)(
    'is heard where nobody is: %j',
    async (nowhere) => {
      const { facts } = await look(validating, { nowhere, path: { v4: way, v6: way } })
      expect(facts.answersFromNowhere).toEqual(['v4', 'v6'])
    },
  )

  it.each([[{}], [null]])('is not looked for where there is no way out, or none that is the line', async (path) => {
    const { facts, questions } = await look(validating, { nowhere: ['25.1.2.3'], path })
    expect(facts.answersFromNowhere).toEqual([])
    expect(questions.filter((each) => each.server !== undefined)).toEqual([])
  })
})

describe('the line', () => {
  const seen = { ...good } as ResolverFacts
  const up = async (given: object) =>
    (await lineResolver.observe(silentLine(), { resolver: seen, ...given } as never, asked, () => {})).lineIsUp
  const told = { witnesses: [{ witness: 'ns.test', address: '25.1.2.3' }], answeredFromNowhere: false }

  it('is up where an address was seen, or a name server told one', async () => {
    expect(await up({ v4: { address: '25.1.2.3' } })).toBe(true)
    expect(await up({ names6: told })).toBe(true)
    expect(await up({ names4: { ...told, answeredFromNowhere: true } })).toBe(false)
    expect(await up({ names4: { ...told, witnesses: [{ witness: 'ns.test', failure: 'timed-out' }] } })).toBe(false)
    expect(await up({})).toBe(false)
  })
})
