import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readExchanger } from '../../../../src/protocols/mx/read-exchanger.ts'
import { mutated } from '../mutated.ts'

describe('an MX record', () => {
  it.each([
    ['10 Mail.Example.test.', { preference: 10, host: 'mail.example.test' }],
    ['0 .', { preference: 0, host: '.' }],
    // Against RFC 5321, and yet found: the check tells it.
    ['10 203.0.113.5', { preference: 10, host: '203.0.113.5' }],
    ['65535 a', { preference: 65_535, host: 'a' }],
    ['65536 a', undefined],
    ['10 a b', undefined],
    ['-1 a', undefined],
    ['10', undefined],
    ['', undefined],
  ])('%s', (data, expected) => {
    expect(readExchanger(data)).toEqual(expected)
  })

  it('is read as it was written', () => {
    fc.assert(
      fc.property(fc.nat(65_535), fc.stringMatching(/^[a-z0-9-]{1,20}$/), (preference, host) => {
        expect(readExchanger(`${preference} ${host}.`)).toEqual({ preference, host })
      }),
    )
  })

  it('is read or refused, and never thrown over', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), mutated('10 mail.example.test')), (data) => {
        const read = readExchanger(data)
        if (read !== undefined) expect(read.preference).toBeLessThan(65_536)
      }),
    )
  })
})
