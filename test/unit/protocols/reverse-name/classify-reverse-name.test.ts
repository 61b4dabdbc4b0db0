import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reverseZones } from '../../../../src/knowledge/reverse-zones.ts'
import { expanded } from '../../../../src/protocols/addresses.ts'
import { classifyReverseName } from '../../../../src/protocols/reverse-name/classify-reverse-name.ts'
import { mutated } from '../mutated.ts'

type Row = readonly [name: string, address: string, label: string]

function rows(file: string): readonly Row[] {
  const text = readFileSync(new URL(file, import.meta.url), 'utf8')
  return text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'))
    .map(([name = '', address = '', label = 'custom']) => [name, address, label])
}

const known = rows('known-names.tsv')
const more = rows('more-operators.tsv')
const custom = rows('custom-names.tsv')

const classOf = (name: string, address: string) => classifyReverseName({ name, address, zones: reverseZones }).class
const byStructure = (name: string, address: string) => classifyReverseName({ name, address }).class

describe('a reverse name', () => {
  it.each([...known, ...more])('%s of %s is %s', (name, address, label) => {
    expect(classOf(name, address)).toBe(label)
  })

  it.each(custom)('%s of %s is somebody’s own', (name, address) => {
    expect(classOf(name, address)).toBe('custom')
  })

  it('is judged by its structure: without a single zone on file only a kind is missed now and then', () => {
    const wrong = [...known, ...more, ...custom].filter(
      ([name, address, label]) => byStructure(name, address) !== label,
    )
    expect(wrong.map(([name, address]) => `${name} ${byStructure(name, address)}`)).toEqual([
      '203-0-113-77.hinet-ip.hinet.net generic',
      '203-0-113-77.rev.poneytelecom.eu generic',
    ])
  })

  it('in the user’s own domain is theirs, whatever it looks like', () => {
    const asked = { name: '203-0-113-77.dyn.Example.org', address: '203.0.113.77' }
    expect(classifyReverseName(asked).class).toBe('generic')
    for (const own of ['example.org', 'dyn.example.org', '203-0-113-77.dyn.example.org', 'example.org.']) {
      expect(classifyReverseName({ ...asked, ownDomains: ['example.net', own] }).class).toBe('custom')
    }
    for (const other of ['org', 'ample.org', 'example.org.example.net', '']) {
      expect(classifyReverseName({ ...asked, ownDomains: [other] }).class).toBe('generic')
    }
  })

  it('says why', () => {
    const { because } = classifyReverseName({
      name: 'p203-0-113-77.dyn.example.net',
      address: '203.0.113.77',
      zones: [{ zone: 'dyn.example.net', operator: 'Example Net', of: 'lines' }],
    })
    expect(because).toEqual([
      'has the whole address in it',
      'has a word for a line or a rented machine in it (dyn)',
      'is in dyn.example.net, where Example Net has the names that it makes up',
    ])
  })

  it('with a word for mail is a mail server’s, unless it is in a zone of made-up names', () => {
    const asked = { name: '203-0-113-77.mail.example.net', address: '203.0.113.77' }
    expect(classifyReverseName(asked).class).toBe('custom')
    const zones = [{ zone: 'example.net', operator: 'Example Net', of: 'lines' as const }]
    expect(classifyReverseName({ ...asked, zones }).class).toBe('generic')
  })
})

const hex = (octets: readonly number[]) => octets.map((each) => each.toString(16).padStart(2, '0'))
const padded = (octets: readonly number[]) => octets.map((each) => String(each).padStart(3, '0'))

/** Ways to write an IPv4 address into a name that operators have. */
const v4Writings: Readonly<Record<string, (octets: readonly number[]) => string>> = {
  dashed: (octets) => octets.join('-'),
  dotted: (octets) => octets.join('.'),
  underscored: (octets) => octets.join('_'),
  backwards: (octets) => octets.toReversed().join('.'),
  'in another order': ([a, b, c, d]) => `${d}.net-${a}-${b}-${c}`,
  'in two halves': ([a, b, c, d]) => `${c}-${d}-dynamic.${a}-${b}`,
  padded: (octets) => padded(octets).join('-'),
  'padded, backwards': (octets) => padded(octets).toReversed().join('.'),
  'in twelve digits': (octets) => padded(octets).join(''),
  'in twelve digits, backwards': (octets) => padded(octets).toReversed().join(''),
  'in twice six digits': (octets) => `${padded(octets).slice(0, 2).join('')}-${padded(octets).slice(2).join('')}`,
  hexadecimal: (octets) => hex(octets).join(''),
  'hexadecimal, in capitals': (octets) => hex(octets).join('').toUpperCase(),
  'hexadecimal, backwards': (octets) => hex(octets).toReversed().join(''),
  'hexadecimal, in pairs': (octets) => hex(octets).join('-'),
  'hexadecimal, with 0x': (octets) => `0x${hex(octets).join('')}`,
  'as one number': (octets) => String(octets.reduce((sum, octet) => sum * 256 + octet, 0)),
  'as one number, backwards': (octets) => String(octets.toReversed().reduce((sum, octet) => sum * 256 + octet, 0)),
}

const v6Writings: Readonly<Record<string, (address: string) => string>> = {
  'in 32 digits': (address) => expanded(address).replaceAll(':', ''),
  'in nibbles': (address) => [...expanded(address).replaceAll(':', '')].join('.'),
  'in nibbles, backwards': (address) => [...expanded(address).replaceAll(':', '')].reverse().join('.'),
  'in groups': (address) => expanded(address).replaceAll(':', '-'),
  'in short groups': (address) =>
    expanded(address)
      .split(':')
      .map((group) => Number.parseInt(group, 16).toString(16))
      .join('-'),
  'in groups, backwards': (address) => expanded(address).split(':').reverse().join('.'),
}

/** The first and the last are never 0: such an address has no host. */
const octets = fc.tuple(fc.integer({ min: 1, max: 223 }), fc.nat(255), fc.nat(255), fc.integer({ min: 1, max: 254 }))
const groups = fc.array(fc.integer({ min: 1, max: 0xffff }), { minLength: 7, maxLength: 7 })
const around = fc.constantFrom(['', '.isp.example.net'], ['x', '.example.net'], ['host-', '.city.example.co.uk'])

describe('an address in a name is found', () => {
  it.each(Object.entries(v4Writings))('%s', (_how, write) => {
    fc.assert(
      fc.property(octets, around, (address, [before, after]) => {
        const { because } = classifyReverseName({
          name: `${before}${write(address)}${after}`,
          address: address.join('.'),
        })
        expect(because[0]).toBe('has the whole address in it')
      }),
    )
  })

  it.each(Object.entries(v6Writings))('as IPv6, %s', (_how, write) => {
    fc.assert(
      fc.property(groups, around, (rest, [before, after]) => {
        const address = ['2001', ...rest.map((each) => each.toString(16))].join(':')
        const joint = before === '' || before.endsWith('-') ? before : `${before}-`
        const { because } = classifyReverseName({ name: `${joint}${write(address)}${after}`, address })
        expect(because[0]).toBe('has the whole address in it')
      }),
    )
  })

  it('as IPv6, shortened', () => {
    for (const name of ['2001-db8--7.example.net', 'ip6-2001-db8--7.dyn.example.net']) {
      expect(classifyReverseName({ name, address: '2001:db8::7' }).because[0]).toBe('has the whole address in it')
    }
  })

  it('and another one is not taken for it', () => {
    const { because } = classifyReverseName({ name: '203-0-113-78.example.net', address: '198.51.100.7' })
    expect(because).toEqual(['has something in it that looks like an address, if not this one'])
  })
})

/** As long as the longest name on the wire with each octet escaped, and then some. */
const longest = 2_000
const tooLongMs = 200

describe('whatever a name server says', () => {
  const classes = ['custom', 'generic', 'generic-static', 'hosting-generic', 'suspect']
  const address = fc.oneof(fc.constantFrom('203.0.113.77', '2001:db8::77', '', 'example'), fc.string())

  it.each<[string, fc.Arbitrary<string>]>([
    ['text', fc.string({ unit: 'binary', maxLength: longest })],
    ['digits and separators', fc.string({ unit: fc.constantFrom(...'0123456789abcdef-._x'), maxLength: longest })],
    ['names that were sound', fc.constantFrom(...known, ...more).chain(([name]) => mutated(name))],
  ])('%s: it is judged, and quickly', (_what, name) => {
    fc.assert(
      fc.property(name, address, (text, of) => {
        const asked = { name: text, address: of, ownDomains: ['example.org'], zones: reverseZones }
        const judge = () => {
          const began = performance.now()
          return { judged: classifyReverseName(asked), tookMs: performance.now() - began }
        }
        const { judged, tookMs } = judge()
        // On a busy machine anything may take its time, but hardly the same thing three times in a row.
        const quickest = tookMs < tooLongMs ? tookMs : Math.min(judge().tookMs, judge().tookMs)
        expect(quickest).toBeLessThan(tooLongMs)
        expect(classes).toContain(judged.class)
        expect(judged.because.length).toBeGreaterThan(0)
      }),
    )
  })
})
