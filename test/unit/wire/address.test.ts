import { isIP } from 'node:net'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addressBytes, addressText, canonicalAddress, familyOf } from '../../../src/wire/address.ts'

describe('canonicalAddress', () => {
  it.each([
    ['203.0.113.5', '203.0.113.5'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['2001:db8:0:1:0:0:0:1', '2001:db8:0:1::1'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['1:2:3:4:5:6:0:8', '1:2:3:4:5:6:0:8'],
    ['::', '::'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['64:ff9b::192.0.2.1', '64:ff9b::c000:201'],
  ])('writes %s as %s', (given, expected) => {
    expect(canonicalAddress(given)).toBe(expected)
  })

  it.each([
    '',
    '1.2.3',
    '01.2.3.4',
    '256.1.1.1',
    '1:2:3:4:5:6:7',
    '1:::2',
    '1::2::3',
    'fe80::1%eth0',
    '::1/128',
    '1.2.3.4::',
    ':1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8::',
    '::12345',
  ])('takes %j for no address', (text) => {
    expect(addressBytes(text)).toBeUndefined()
  })

  it('agrees with node on what an address is, and with itself on what it writes', () => {
    const hex = fc.constantFrom('0', '1', 'f', 'a', ':', '::', '.', '25', 'ffff', '192.0.2.1')
    const scraps = fc.array(hex, { maxLength: 12 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(fc.oneof(scraps, fc.ipV4(), fc.ipV6(), fc.string()), (text) => {
        expect(addressBytes(text) !== undefined).toBe(isIP(text) !== 0 && !text.includes('%'))
        const canonical = canonicalAddress(text)
        if (canonical === undefined) return
        expect(canonicalAddress(canonical)).toBe(canonical)
        expect(isIP(canonical)).toBe(familyOf(canonical) === 'v4' ? 4 : 6)
      }),
      { numRuns: 2000 },
    )
  })

  it('gives back every address it can write', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
        const text = addressText(bytes)
        expect(text).toBe(canonicalAddress(text))
        const host = text.includes(':') ? new URL(`http://[${text}]`).hostname.slice(1, -1) : text
        expect(host).toBe(text)
      }),
    )
  })
})
