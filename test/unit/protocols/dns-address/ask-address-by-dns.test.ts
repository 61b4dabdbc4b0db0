import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Failure, failed, success } from '../../../../src/core/failure.ts'
import type { Family, Question } from '../../../../src/core/line.ts'
import { addressWitnesses } from '../../../../src/knowledge/address-witnesses.ts'
import { canonical, familyOf, isGlobal } from '../../../../src/protocols/addresses.ts'
import { askAddressByDns, type DnsWitness } from '../../../../src/protocols/dns-address/ask-address-by-dns.ts'
import { silentLine } from '../../silent-line.ts'

const home = '25.203.113.7'
const homeV6 = '2a25:203:113:1::10'
const text: DnsWitness = {
  server: { name: 'ns.example', v4: '25.198.51.53', v6: '2a25:198:51::53' },
  question: 'me.example',
  types: { v4: 'TXT', v6: 'TXT' },
}
const record: DnsWitness = { ...text, types: { v4: 'A', v6: 'AAAA' } }

type Records = readonly (readonly [type: string, data: string])[]

async function ask(witness: DnsWitness, family: Family, answer: Records | Failure, looked: Records | Failure = []) {
  const asked: Question[] = []
  const line = silentLine({
    ask: async (question) => {
      asked.push(question)
      const told = question.server === undefined ? looked : answer
      if (typeof told === 'string') return failed(told)
      const answers = told.map(([type, data]) => ({ name: question.name, type, ttl: 60, data }))
      return success({ answers, authentic: false, server: question.server ?? { address: '192.168.1.1', port: 53 } })
    },
  })
  return { outcome: await askAddressByDns(line, witness, family), asked }
}

describe('askAddressByDns', () => {
  it.each<[DnsWitness, Family, string, string, string]>([
    [text, 'v4', 'TXT', home, '25.198.51.53'],
    [text, 'v6', 'TXT', homeV6, '2a25:198:51::53'],
    [record, 'v4', 'A', home, '25.198.51.53'],
    [record, 'v6', 'AAAA', homeV6, '2a25:198:51::53'],
  ])('asks the witness itself, over the family that is wanted (%#)', async (witness, family, type, address, server) => {
    const { outcome, asked } = await ask(witness, family, [[type, address]])
    expect(outcome).toEqual(success(address))
    expect(asked).toEqual([{ name: 'me.example', type, server: { address: server, port: 53 } }])
  })

  it('looks the witness up where its address is not known', async () => {
    const unknown = { ...record, server: { name: 'ns.example' } }
    const { outcome, asked } = await ask(unknown, 'v4', [['A', home]], [['A', '25.198.51.54']])
    expect(outcome).toEqual(success(home))
    expect(asked).toEqual([
      { name: 'ns.example', type: 'A' },
      { name: 'me.example', type: 'A', server: { address: '25.198.51.54', port: 53 } },
    ])
    expect((await ask(unknown, 'v6', [['AAAA', homeV6]], 'name-not-found')).outcome).toEqual(failed('name-not-found'))
    expect((await ask(unknown, 'v6', [['AAAA', homeV6]], [])).outcome).toEqual(failed('no-data'))
  })

  it('asks nobody who cannot tell', async () => {
    const { outcome, asked } = await ask({ ...record, types: { v4: 'A' } }, 'v6', [['A', home]])
    expect(outcome).toMatchObject({ failure: 'no-data' })
    expect(asked).toEqual([])
  })

  it.each(['timed-out', 'lookup-refused', 'name-not-found', 'no-data'] as const)(
    'fails as the question does: %s',
    async (failure) => {
      expect((await ask(text, 'v4', failure)).outcome).toEqual(failed(failure))
    },
  )

  it.each<[string, DnsWitness, Family, Records]>([
    ['nothing', text, 'v4', []],
    ['an alias alone', record, 'v4', [['CNAME', 'other.example']]],
    ['words', text, 'v4', [['TXT', 'hello']]],
    ['an address in words', text, 'v4', [['TXT', `address=${home}`]]],
    ['an address of the old kind', text, 'v4', [['TXT', '0x19.203.113.7']]],
    ['an address at home', text, 'v4', [['TXT', '192.168.1.10']]],
    ['a carrier’s address', record, 'v4', [['A', '100.64.1.7']]],
    ['no address at all', record, 'v6', [['AAAA', '::']]],
    ['the other family', text, 'v4', [['TXT', homeV6]]],
    ['the other family in disguise', record, 'v6', [['AAAA', `::ffff:${home}`]]],
    [
      'two addresses',
      record,
      'v4',
      [
        ['A', home],
        ['A', '25.203.113.8'],
      ],
    ],
    [
      'a resolver in between',
      text,
      'v4',
      [
        ['TXT', home],
        ['TXT', 'edns0-client-subnet 25.203.113.0/24'],
      ],
    ],
    ['an endless text', text, 'v4', [['TXT', '9'.repeat(60_000)]]],
  ])('finds %s malformed', async (_, witness, family, records) => {
    expect((await ask(witness, family, records)).outcome).toMatchObject({ ok: false, failure: 'malformed' })
  })

  it('takes the same address twice for one, and its aliases for nothing', async () => {
    const records: Records = [
      ['CNAME', 'other.example'],
      ['A', home],
      ['A', home],
    ]
    expect((await ask(record, 'v4', records)).outcome).toEqual(success(home))
  })

  it('gives a global address of the family, or none', async () => {
    const data = fc.oneof(fc.ipV4(), fc.ipV6(), fc.string(), fc.constantFrom(home, homeV6))
    const records = fc.array(fc.tuple(fc.constantFrom('TXT', 'A', 'CNAME'), data), { maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(fc.constantFrom<Family>('v4', 'v6'), records, async (family, records) => {
        const { outcome } = await ask(text, family, records)
        const value = outcome.ok ? outcome.value : undefined
        if (value === undefined) expect(outcome).toMatchObject({ failure: 'malformed' })
        else expect([familyOf(value), isGlobal(value), canonical(value)]).toEqual([family, true, value])
      }),
    )
  })
})

describe('the witnesses that are known', () => {
  const witnesses: readonly DnsWitness[] = addressWitnesses

  it('are each of another operator', () => {
    expect(new Set(addressWitnesses.map(({ operator }) => operator)).size).toBe(addressWitnesses.length)
    expect(new Set(witnesses.map(({ server }) => server.name)).size).toBe(witnesses.length)
  })

  it.each(witnesses)('have addresses that are some, and questions for them: $server.name', ({ server, types }) => {
    for (const family of ['v4', 'v6'] as const) {
      const address = server[family]
      if (address === undefined) continue
      expect([familyOf(address), canonical(address), isGlobal(address)]).toEqual([family, address, true])
      expect(types[family]).toBeDefined()
    }
    expect(Object.values(types)).not.toEqual([])
  })
})
