import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonical, familyOf, isGlobal, rangeOf, sameAddress, within } from '../../../src/protocols/addresses.ts'
import { canonicalAddress } from '../../../src/wire/address.ts'
import { specialRanges } from '../../../src/protocols/special-ranges.ts'

describe('canonical', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::FFFF:C000:0201', '192.0.2.1'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['fe80::1%eth0', 'fe80::1'],
    ['2001:db8:0:1:0:0:0:1', '2001:db8:0:1::1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['::', '::'],
  ])('writes %s as %s', (given, expected) => {
    expect(canonical(given)).toBe(expected)
  })

  it.each([
    '',
    '127.1',
    '0x7f.0.0.1',
    '017.0.0.1',
    '256.0.0.1',
    '1.2.3',
    '1.2.3.4.5',
    'example.org',
    '1.2.3.4/8',
    '::1::',
    ':',
    '::ffff:010.0.0.1',
    ' 192.0.2.1',
    '192.0.2.1%eth0',
    '1::2:3:4:5:6:7:8:9',
    'g::1',
  ])('does not take %j for an address', (given) => {
    expect(canonical(given)).toBeUndefined()
    expect(rangeOf(given)).toBeUndefined()
    expect(familyOf(given)).toBeUndefined()
    expect(isGlobal(given)).toBe(false)
  })

  it('writes every address once: what it gives, it leaves alone', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (address) => {
        const once = canonical(address)
        expect(once).toBeDefined()
        expect(canonical(once as string)).toBe(once)
        expect(sameAddress(address, once as string)).toBe(true)
      }),
    )
  })

  it('writes them as the wire does, for both compare with each other', () => {
    const odd = fc.constantFrom(
      '::192.0.2.1',
      '::ffff:192.0.2.1',
      '::ffff:0:0',
      '1::',
      '::',
      '1:0:0:2:0:0:0:3',
      '01.2.3.4',
    )
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6(), odd, fc.string()), (address) => {
        if (!address.includes('%')) expect(canonical(address)).toBe(canonicalAddress(address))
      }),
      { numRuns: 1000 },
    )
  })

  it('never throws, whatever it is given', () => {
    fc.assert(fc.property(fc.string(), (text) => void [canonical(text), rangeOf(text), within(text, text)]))
  })
})

describe('rangeOf', () => {
  it.each([
    ['10.255.255.255', 'private'],
    ['11.0.0.0', 'global'],
    ['172.15.255.255', 'global'],
    ['172.31.0.1', 'private'],
    ['172.32.0.1', 'global'],
    ['192.168.1.1', 'private'],
    ['100.63.255.255', 'global'],
    ['100.64.0.0', 'carrier-grade-nat'],
    ['100.127.255.255', 'carrier-grade-nat'],
    ['100.128.0.0', 'global'],
    ['192.0.0.2', 'ds-lite'],
    ['192.0.0.8', 'reserved'],
    ['192.0.0.9', 'reserved'],
    ['192.88.99.1', '6to4'],
    ['198.19.255.255', 'benchmarking'],
    ['203.0.113.5', 'documentation'],
    ['169.254.1.1', 'link-local'],
    ['0.0.0.0', 'unspecified'],
    ['0.1.2.3', 'reserved'],
    ['255.255.255.255', 'reserved'],
    ['224.0.0.251', 'multicast'],
    ['9.9.9.9', 'global'],
    ['::ffff:10.0.0.1', 'private'],
    ['::1', 'loopback'],
    ['::', 'unspecified'],
    ['::127.0.0.1', 'reserved'],
    ['64:ff9b::c000:201', 'translation'],
    ['64:ff9b:1::1', 'translation'],
    ['100::1', 'reserved'],
    ['2001::1', 'teredo'],
    ['2001:20::1', 'reserved'],
    ['2001:200::1', 'global'],
    ['2001:db8::1', 'documentation'],
    ['2002:c000:201::1', '6to4'],
    ['3fff:fff::1', 'documentation'],
    ['3fff:1000::1', 'global'],
    ['5f00::1', 'reserved'],
    ['4000::1', 'reserved'],
    ['fd00::1', 'unique-local'],
    ['fe80::1%eth0', 'link-local'],
    ['fec0::1', 'reserved'],
    ['ff02::fb', 'multicast'],
    ['2a01:e0a::1', 'global'],
  ])('knows that %s is %s', (address, range) => {
    expect(rangeOf(address)).toBe(range)
    expect(isGlobal(address)).toBe(range === 'global')
  })

  it('names the range of the first address of every block in the registry', () => {
    for (const { cidr, range } of specialRanges) {
      const first = cidr.slice(0, cidr.indexOf('/'))
      // 0.0.0.0/8 begins with 0.0.0.0/32, 192.0.0.0/24 with 192.0.0.0/29, 2001::/23 with Teredo.
      if (['0.0.0.0/8', '192.0.0.0/24', '2001::/23'].includes(cidr)) continue
      expect([cidr, rangeOf(first)]).toEqual([cidr, range])
    }
  })
})

describe('within', () => {
  it('compares within one family only', () => {
    expect(within('192.0.2.7', '192.0.2.0/24')).toBe(true)
    expect(within('::ffff:192.0.2.7', '192.0.2.0/24')).toBe(true)
    expect(within('192.0.2.7', '::/0')).toBe(false)
    expect(within('192.0.2.7', 'nonsense')).toBe(false)
  })
})
