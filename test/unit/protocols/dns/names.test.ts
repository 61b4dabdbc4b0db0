import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { queryName } from '../../../../src/protocols/dns/query-name.ts'
import { readName } from '../../../../src/protocols/dns/read-name.ts'
import { reverseName } from '../../../../src/protocols/dns/reverse-name.ts'

describe('queryName', () => {
  it.each([
    'example.org',
    'EXAMPLE.org.',
    '_dmarc.example.org',
    '.',
    `${'a'.repeat(63)}.org`,
    '1.2.0.192.in-addr.arpa',
  ])('takes %s', (name) => {
    expect(queryName(name).ok).toBe(true)
  })

  it.each([
    '',
    '..',
    'a..b',
    '.a',
    `${'a'.repeat(64)}.org`,
    `${'a.'.repeat(127)}b`,
    'a b',
    'bücher.de',
    'a\\.b',
    'a\n.b',
    'a\0',
  ])('refuses %j', (name) => {
    expect(queryName(name)).toMatchObject({ ok: false, failure: 'malformed' })
  })

  it('allows 255 bytes on the wire and no more', () => {
    const longest = `${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(61)}`
    expect(queryName(longest).ok).toBe(true)
    expect(queryName(`${longest}d`).ok).toBe(false)
  })
})

describe('readName', () => {
  const read = (...bytes: number[]) => readName(Uint8Array.from(bytes), 0)

  it('reads labels, lower case, the root as a dot', () => {
    expect(read(3, 0x41, 0x62, 0x43, 1, 0x64, 0)).toEqual({ name: 'abc.d', end: 7 })
    expect(read(0)).toEqual({ name: '.', end: 1 })
  })

  it('tells a dot within a label from one between two', () => {
    expect(read(3, 0x61, 0x2e, 0x62, 0)?.name).toBe('a\\.b')
    expect(read(1, 0xff, 0)?.name).toBe('\\255')
  })

  it('follows pointers backwards and goes on behind the first', () => {
    expect(readName(Uint8Array.from([1, 0x61, 0, 1, 0x62, 0xc0, 0]), 3)).toEqual({ name: 'b.a', end: 7 })
  })

  it.each([
    ['a pointer to itself', [0xc0, 0]],
    ['a pointer forwards', [0xc0, 2, 0]],
    ['half a pointer', [0xc0]],
    ['a reserved label type', [0x40, 0]],
    ['a label beyond the end', [5, 0x61]],
    ['no end', [1, 0x61]],
    ['nothing', []],
  ])('refuses %s', (_, bytes) => {
    expect(read(...bytes)).toBeUndefined()
  })

  it('refuses a name that pointers make longer than 255 bytes', () => {
    const label = [63, ...new Array<number>(63).fill(0x61)]
    const message = [...label, ...label, ...label, 0, ...label, 0xc0, 0]
    expect(readName(Uint8Array.from(message), 193)).toBeUndefined()
  })

  it('ends, whatever it reads', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(310), (bytes, offset) => {
        const name = readName(bytes, offset)
        if (name !== undefined) expect(name.end).toBeLessThanOrEqual(bytes.length)
      }),
    )
  })
})

describe('reverseName', () => {
  it('turns octets and nibbles round', () => {
    expect(reverseName('192.0.2.5')).toBe('5.2.0.192.in-addr.arpa')
    expect(reverseName('::ffff:192.0.2.5')).toBe('5.2.0.192.in-addr.arpa')
    expect(reverseName('2001:DB8::1')).toBe(`1.${'0.'.repeat(23)}8.b.d.0.1.0.0.2.ip6.arpa`)
  })

  it('has none for what is no address', () => {
    expect(reverseName('example.org')).toBeUndefined()
  })
})
