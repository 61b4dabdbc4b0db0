import { describe, expect, it } from 'vitest'
import { lineProvider, type ProviderFacts } from '../../../src/checks/line/provider.ts'
import { type Failure, failed, success } from '../../../src/core/failure.ts'
import type { Question } from '../../../src/core/line.ts'
import { silentLine } from '../silent-line.ts'
import { judgements } from './judgements.ts'

judgements(lineProvider, [
  ['one brand', { asns: [12_322], network: 'PROXAD Free SAS, FR', brands: ['Free (Freebox)'] }, 'known'],
  ['several brands on one network', { asns: [64_500], brands: ['One', 'Other'] }, 'known'],
  ['a network of which nothing is on file', { asns: [64_500], network: 'EXAMPLE', brands: [] }, 'known-without-facts'],
  ['the registry alone', { asns: [], registered: 'EXAMPLE-NET', brands: [] }, 'known-without-facts'],
  ['nobody could say', { asns: [], brands: [] }, 'not-identified'],
])

const origin = '0.113.203.25.origin.asn.cymru.com'
const asked = { release: '0.1.0', probes: [], stun: [], servers: [] }
const v4 = { address: '25.203.113.7', onThisMachine: false }

interface Said {
  /** TXT records by their names, or how the lookup fails. */
  readonly names?: Readonly<Record<string, string | readonly string[] | Failure>>
  /** What a registry answers by its host, or how it fails. */
  readonly registries?: Readonly<Record<string, { status?: number; body?: unknown; location?: string } | Failure>>
}

const free: NonNullable<Said['names']> = {
  [origin]: '12322 | 25.203.113.0/24 | FR | ripencc | 2010-01-01',
  'AS12322.asn.cymru.com': '12322 | FR | ripencc | 2001-01-01 | PROXAD Free SAS, FR',
}
const registration = {
  objectClassName: 'ip network',
  name: 'FR-PROXAD-FTTH',
  startAddress: '25.203.0.0',
  endAddress: '25.203.255.255',
}

async function look({ names = free, registries = {} }: Said, given: object = { v4 }) {
  const questions: Question[] = []
  const urls: string[] = []
  const line = silentLine({
    async ask(question) {
      questions.push(question)
      const { name, type } = question
      const said = names[name] ?? 'name-not-found'
      const isText = typeof said !== 'string' || said.includes('|')
      if (!isText) return failed(said as Failure)
      const answers = [said].flat().map((data) => ({ name, type, ttl: 60, data }))
      return success({ answers, authentic: false, server: { address: '192.168.1.1', port: 53 } })
    },
    async request({ url }) {
      urls.push(url)
      const { host } = new URL(url)
      const said = registries[host] ?? 'network-unreachable'
      if (typeof said === 'string') return failed(said)
      const { status = 200, body = '', location } = said
      const headers: Record<string, string> = location === undefined ? {} : { location }
      const text = typeof body === 'string' ? body : JSON.stringify(body)
      return success({ status, headers, body: text, remote: { address: '25.198.51.90', port: 443 }, tls: undefined })
    },
  })
  const facts: ProviderFacts = await lineProvider.observe(line, given as never, asked, () => {})
  return { facts, answer: lineProvider.judge(facts), questions, urls }
}

describe('whose line it is', () => {
  it('is what announces its address, what that is called, and who is on file', async () => {
    const { facts, answer, questions, urls } = await look({
      registries: { 'rdap.db.ripe.net': { body: registration } },
    })
    expect(facts).toEqual({
      asns: [12_322],
      network: 'PROXAD Free SAS, FR',
      country: 'FR',
      registered: 'FR-PROXAD-FTTH',
      brands: ['Free (Freebox)'],
    })
    expect(answer).toBe('known')
    expect(questions.map(({ name, type }) => `${name} ${type}`)).toEqual([`${origin} TXT`, 'AS12322.asn.cymru.com TXT'])
    // The registry that the routes name is asked first.
    expect(urls).toEqual(['https://rdap.db.ripe.net/ip/25.203.113.7'])
  })

  it('is asked without telling the witness which of 256 addresses it is', async () => {
    const { questions } = await look({})
    expect(questions[0]?.name).toBe(origin)
    expect(questions.filter(({ name }) => name.includes('7.113.203'))).toEqual([])
  })

  it('is that of the IPv6 address where there is no other', async () => {
    const v6 = { address: '2a25:203:113:1::10', onThisMachine: true }
    // The /64: the last 64 bits are nobody else's business.
    const name = `${'0.'.repeat(16)}1.0.0.0.3.1.1.0.3.0.2.0.5.2.a.2.origin6.asn.cymru.com`
    const names = { [name]: '64500 | 2a25:203:113::/48 | FR | ripencc | 2010-01-01' }
    const { facts, answer, urls } = await look({ names }, { v6 })
    expect(facts).toEqual({ asns: [64_500], country: 'FR', brands: [] })
    expect(answer).toBe('known-without-facts')
    expect(urls).toEqual(['https://rdap.db.ripe.net/ip/2a25:203:113:1::10'])
  })

  it('is not asked where no address is known', async () => {
    const { facts, answer, questions, urls } = await look({}, {})
    expect(facts).toEqual({ asns: [], brands: [] })
    expect(answer).toBe('not-identified')
    expect([questions, urls]).toEqual([[], []])
  })

  it('is whoever the registry has on file where the routes are not told', async () => {
    const location = 'https://rdap.db.ripe.net/ip/25.203.113.7'
    const { facts, answer, urls } = await look({
      names: {},
      registries: { 'rdap.arin.net': { status: 301, location }, 'rdap.db.ripe.net': { body: registration } },
    })
    expect(facts).toEqual({ asns: [], registered: 'FR-PROXAD-FTTH', brands: [] })
    expect(answer).toBe('known-without-facts')
    expect(urls).toEqual(['https://rdap.arin.net/registry/ip/25.203.113.7', location])
  })

  it.each(['timed-out', 'name-not-found', 'lookup-failed', 'lookup-refused', 'malformed'] as const)(
    'is not known where names and registries fail: %s',
    async (failure) => {
      const names = { [origin]: failure }
      const { facts, answer } = await look({ names, registries: { 'rdap.arin.net': failure } })
      expect(facts).toEqual({ asns: [], brands: [] })
      expect(answer).toBe('not-identified')
    },
  )

  it('is known by its number where its name is not', async () => {
    const names = { [origin]: free[origin] ?? '', 'AS12322.asn.cymru.com': 'timed-out' as const }
    expect((await look({ names })).facts).toEqual({ asns: [12_322], country: 'FR', brands: ['Free (Freebox)'] })
  })

  it('has every brand of every network that announces it, each once', async () => {
    const names = { [origin]: ['4739 | 25.203.113.0/24 | AU | apnic |', '12322 4739 | 25.203.113.0/24 | AU | apnic |'] }
    const { facts } = await look({ names })
    expect(facts.asns).toEqual([4739, 12_322])
    expect(facts.brands).toEqual(['Westnet / iiNet (TPG group)', 'Internode', 'Free (Freebox)'])
  })

  it.each([
    ['another address', '12322 | 8.8.8.0/24 | US | arin | 2010-01-01'],
    ['no network', '0 | 25.203.113.0/24 | FR | ripencc | 2010-01-01'],
    ['no such thing', 'a | b | c | d | e'],
    ['too much', `12322 | 25.203.113.0/24 | FR | ripencc | ${'9'.repeat(600)}`],
  ])('is not what is said of %s', async (_, said) => {
    expect((await look({ names: { [origin]: said } })).facts).toEqual({ asns: [], brands: [] })
  })

  it.each([
    ['somebody else’s redirect', { status: 302, location: 'https://evil.test/ip/25.203.113.7' }],
    ['another address', { body: { ...registration, startAddress: '8.8.8.0', endAddress: '8.8.8.255' } }],
    ['an error', { status: 500 }],
    ['a login page', { body: '<html>' }],
  ])('is not what a registry answers with %s', async (_, said) => {
    const { facts, urls } = await look({ registries: { 'rdap.db.ripe.net': said } })
    expect(facts).not.toHaveProperty('registered')
    expect(urls).toHaveLength(1)
  })
})
