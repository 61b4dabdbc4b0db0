import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addressLiteral, addressLiterals } from '../../../src/report/address-literals.ts'

const found = (text: string) => addressLiterals(text).map(({ start, end }) => text.slice(start, end))

describe('addresses in a text', () => {
  it.each([
    ['from 203.0.113.5:25 to [2001:db8::5]:25.', ['203.0.113.5', '2001:db8::5']],
    ['2001:db8::1, fe80::1%eth0 and ::ffff:192.0.2.1', ['2001:db8::1', 'fe80::1', '::ffff:192.0.2.1']],
    ['at 10:00:05 on 2026-03-01, version 1.2.3', []],
    ['192.0.2.300 and 1.2.3', []],
    ['02:00:5e:00:53:01', []],
    ['5.113.0.203.in-addr.arpa', ['5.113.0.203']],
    ['address:2001:db8::1', ['2001:db8::1']],
    ['ends in 2001:db8::: it does', ['2001:db8::']],
  ])('are found in "%s"', (text, expected) => expect(found(text)).toEqual(expected))

  it.each([
    ['10.1.2.3', 'private'],
    ['172.31.255.255', 'private'],
    ['172.32.0.1', 'other'],
    ['192.168.0.1', 'private'],
    ['100.64.0.1', 'carrier-grade'],
    ['100.128.0.1', 'other'],
    ['192.0.0.2', 'carrier-grade'],
    ['169.254.1.1', 'link-local'],
    ['fe80::1', 'link-local'],
    ['fd12::1', 'private'],
    ['127.0.0.1', 'loopback'],
    ['::1', 'loopback'],
    ['::', 'unspecified'],
    ['0.0.0.0', 'unspecified'],
    ['2001:db8::1', 'other'],
    ['::ffff:10.0.0.1', 'private'],
  ])('%s is %s', (text, scope) => expect(addressLiteral(text)?.scope).toBe(scope))

  it('are the same however they are written', () => {
    const keys = ['2001:db8::5', '2001:0DB8:0:0::5', '2001:db8:0:0:0:0:0:5'].map((text) => addressLiteral(text)?.key)
    expect(new Set(keys).size).toBe(1)
    expect(addressLiteral('::ffff:192.0.2.1')?.key).toBe(addressLiteral('192.0.2.1')?.key)
  })

  it('are found whole, whichever they are', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (address) => {
        expect(found(`(${address}), `)).toEqual([address])
      }),
    )
  })

  it('are places from left to right that do not overlap, in any text', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789abcdef:.[]% g'), maxLength: 200 })
    fc.assert(
      fc.property(digits, (text) => {
        let from = 0
        for (const { start, end } of addressLiterals(text)) {
          expect(start).toBeGreaterThanOrEqual(from)
          expect(end).toBeGreaterThan(start)
          from = end
        }
      }),
    )
  })
})
