import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { failed, success } from '../../../../src/core/failure.ts'
import type { Question } from '../../../../src/core/line.ts'
import { nameOf } from '../../../../src/protocols/asn/name-of.ts'
import { originOf } from '../../../../src/protocols/asn/origin-of.ts'
import { readNetworkName } from '../../../../src/protocols/asn/read-network-name.ts'
import { readOrigin } from '../../../../src/protocols/asn/read-origin.ts'
import { registries } from '../../../../src/protocols/asn/registry.ts'
import { silentLine } from '../../silent-line.ts'

const text = '64500 | 203.0.113.0/24 | FR | ripencc | 2010-01-01'
const origin = {
  asns: [64_500],
  prefix: '203.0.113.0/24',
  country: 'FR',
  registry: 'ripencc',
  allocated: '2010-01-01',
} as const

/** A line whose name server has these TXT records for every name. */
function telling(...texts: readonly string[]) {
  const asked: Question[] = []
  const line = silentLine({
    async ask(question) {
      asked.push(question)
      const answers = texts.map((data) => ({ name: question.name, type: 'TXT', ttl: 300, data }))
      return success({ answers, authentic: false, server: { address: '127.0.0.1', port: 53 } })
    },
  })
  return { line, asked }
}

const asn = fc.integer({ min: 1, max: 2 ** 32 - 2 })
const country = fc.option(fc.stringMatching(/^[A-Z]{2}$/), { nil: undefined })
const registry = fc.option(fc.constantFrom(...registries), { nil: undefined })
const allocated = fc.option(
  fc
    .date({ min: new Date('1983-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    .map((day) => day.toISOString().slice(0, 10)),
  { nil: undefined },
)
const onFile = fc.record({ country, registry, allocated })
const prefix = fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 })).map(([address, bits]) => `${address}/${bits}`)

/** Of the characters that such texts are made of, and of a few that are none of theirs. */
const anyText = fc.string({ unit: fc.constantFrom(...'0123456789|| ./:-AFRripencc\u00e9\u0000'), maxLength: 600 })

function present(fields: { readonly [key: string]: string | undefined }) {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}

describe('readOrigin', () => {
  it('reads a line', () => expect(readOrigin(text)).toEqual(origin))

  it('reads several networks, each once', () =>
    expect(readOrigin('64500 64501 64500 | 2001:DB8::/32 |  |  | ')).toEqual({
      asns: [64_500, 64_501],
      prefix: '2001:db8::/32',
    }))

  it.each([
    '',
    '64500 | 203.0.113.0/24 | FR | ripencc',
    `${text} | more`,
    'NA | 203.0.113.0/24 | FR | ripencc | 2010-01-01',
    ' | 203.0.113.0/24 | FR | ripencc | 2010-01-01',
    '0 | 203.0.113.0/24 | FR | ripencc | 2010-01-01',
    '4294967295 | 203.0.113.0/24 | FR | ripencc | 2010-01-01',
    '064500 | 203.0.113.0/24 | FR | ripencc | 2010-01-01',
    '64500 | 203.0.113.0/33 | FR | ripencc | 2010-01-01',
    '64500 | 203.0.113/24 | FR | ripencc | 2010-01-01',
    '64500 | 203.0.113.0 | FR | ripencc | 2010-01-01',
    '64500 | 203.0.113.0/24 | France | ripencc | 2010-01-01',
    '64500 | 203.0.113.0/24 | FR | iana | 2010-01-01',
    '64500 | 203.0.113.0/24 | FR | ripencc | 2010-02-30',
    '64500 | 203.0.113.0/24 | FR | ripencc | yesterday',
    '1 2 3 4 5 6 7 8 9 | 203.0.113.0/24 | FR | ripencc | 2010-01-01',
    `${' '.repeat(600)}${text}`,
  ])('does not take %j', (wrong) => expect(readOrigin(wrong)).toBeUndefined())

  it('reads back whatever is written', () => {
    fc.assert(
      fc.property(fc.uniqueArray(asn, { minLength: 1, maxLength: 8 }), prefix, onFile, (asns, cidr, file) => {
        const line = `${asns.join(' ')} | ${cidr} | ${file.country ?? ''} | ${file.registry ?? ''} | ${file.allocated ?? ''}`
        expect(readOrigin(line)).toEqual({ asns, prefix: cidr, ...present(file) })
      }),
    )
  })

  it('makes of what is cut or changed nothing that is not in it', () => {
    fc.assert(
      fc.property(fc.nat(text.length), fc.string({ maxLength: 3 }), fc.nat(3), (at, put, cut) => {
        const changed = text.slice(0, at) + put + text.slice(at + cut)
        const read = readOrigin(changed)
        for (const number of read?.asns ?? []) expect(changed).toContain(String(number))
        expect(read === undefined || /^[\da-f.:]+\/\d{1,3}$/.test(read.prefix)).toBe(true)
      }),
    )
  })

  it('takes any text without throwing', () => {
    fc.assert(fc.property(anyText, (any) => void readOrigin(any)))
  })
})

describe('readNetworkName', () => {
  it('reads a line', () =>
    expect(readNetworkName('64500 | FR | ripencc | 2010-01-01 | EXAMPLE-AS Example SAS, FR')).toEqual({
      asn: 64_500,
      name: 'EXAMPLE-AS Example SAS, FR',
      country: 'FR',
      registry: 'ripencc',
      allocated: '2010-01-01',
    }))

  it('leaves a bar within the name', () =>
    expect(readNetworkName('64500 |  |  |  | A | B')).toEqual({ asn: 64_500, name: 'A | B' }))

  it.each([
    '',
    '64500 | FR | ripencc | 2010-01-01',
    '64500 | FR | ripencc | 2010-01-01 | ',
    `64500 | FR | ripencc | 2010-01-01 | ${'x'.repeat(256)}`,
    'AS64500 | FR | ripencc | 2010-01-01 | Example',
  ])('does not take %j', (wrong) => expect(readNetworkName(wrong)).toBeUndefined())

  it('reads back whatever is written', () => {
    const name = fc.string({ minLength: 1, maxLength: 200 }).filter((any) => any.trim() === any && any !== '')
    fc.assert(
      fc.property(asn, onFile, name, (number, file, called) => {
        const line = `${number} | ${file.country ?? ''} | ${file.registry ?? ''} | ${file.allocated ?? ''} | ${called}`
        expect(readNetworkName(line)).toEqual({ asn: number, name: called, ...present(file) })
      }),
    )
  })

  it('takes any text without throwing', () => {
    fc.assert(fc.property(anyText, (any) => void readNetworkName(any)))
  })
})

describe('originOf', () => {
  it('asks for the network that the address lies in, and not for the host', async () => {
    const { line, asked } = telling(text)
    expect(await originOf(line, '203.0.113.77')).toEqual(success(origin))
    expect(asked).toEqual([{ name: '0.113.0.203.origin.asn.cymru.com', type: 'TXT' }])
  })

  it('asks for IPv6 in nibbles, without the half that names the host', async () => {
    const { line, asked } = telling('64500 | 2001:db8::/32 | FR | ripencc | 2010-01-01')
    expect(await originOf(line, '2001:db8:1:2:3:4:5:6')).toMatchObject({ ok: true, value: { prefix: '2001:db8::/32' } })
    expect(asked[0]?.name).toBe(`${'0.'.repeat(16)}2.0.0.0.1.0.0.0.8.b.d.0.1.0.0.2.origin6.asn.cymru.com`)
  })

  it('gives the narrowest prefix, with all who announce it', async () => {
    const { line } = telling(
      '64510 | 203.0.0.0/16 | US | arin | 1990-01-01',
      text,
      '64501 | 203.0.113.0/24 | FR | ripencc | 2010-01-01',
      '64511 | 198.51.100.0/24 | US | arin | 1990-01-01',
    )
    expect(await originOf(line, '203.0.113.77')).toEqual(success({ ...origin, asns: [64_500, 64_501] }))
  })

  it('passes over a line that is none, if there is another', async () => {
    const { line } = telling('v=spf1 -all', text)
    expect(await originOf(line, '203.0.113.77')).toEqual(success(origin))
  })

  it('reads sixteen lines and no more', async () => {
    const { line } = telling(...Array.from({ length: 16 }, () => 'spam'), text)
    expect(await originOf(line, '203.0.113.77')).toMatchObject({ ok: false, failure: 'malformed' })
  })

  it('says so where all is about another address', async () => {
    const { line } = telling(text)
    expect(await originOf(line, '198.51.100.1')).toMatchObject({ ok: false, failure: 'malformed' })
  })

  it('asks nobody about what is no address', async () => {
    const { line, asked } = telling(text)
    expect(await originOf(line, 'mail.example.test')).toMatchObject({ ok: false, failure: 'malformed' })
    expect(asked).toEqual([])
  })

  it('passes on why nothing was told', async () => {
    expect(await originOf(silentLine({ ask: async () => failed('lookup-refused') }), '203.0.113.77')).toEqual(
      failed('lookup-refused'),
    )
  })
})

describe('nameOf', () => {
  const name = '64500 | FR | ripencc | 2010-01-01 | EXAMPLE-AS Example SAS, FR'

  it('asks for the number of the network', async () => {
    const { line, asked } = telling('v=spf1 -all', name)
    expect(await nameOf(line, 64_500)).toMatchObject({ ok: true, value: { name: 'EXAMPLE-AS Example SAS, FR' } })
    expect(asked).toEqual([{ name: 'AS64500.asn.cymru.com', type: 'TXT' }])
  })

  it('takes no answer about another network', async () => {
    expect(await nameOf(telling(name).line, 64_501)).toMatchObject({ ok: false, failure: 'malformed' })
  })

  it('passes on why nothing was told', async () => {
    expect(await nameOf(silentLine(), 64_500)).toEqual(failed('timed-out'))
  })
})
