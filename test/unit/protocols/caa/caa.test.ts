import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCaa } from '../../../../src/protocols/caa/read-caa.ts'
import { mutated } from '../mutated.ts'

const issue = { tag: 'issue', critical: false }

describe('a CAA record', () => {
  it.each([
    ['0 issue "ca.example.net"', { ...issue, value: 'ca.example.net', issuer: 'ca.example.net' }],
    ['0 issue ";"', { ...issue, value: ';', issuer: '' }],
    ['0 issue ""', { ...issue, value: '', issuer: '' }],
    ['0 issue " CA.test ; account=1; x = y"', { ...issue, value: ' CA.test ; account=1; x = y', issuer: 'ca.test' }],
    ['0 issue "ca.test;"', { ...issue, value: 'ca.test;', issuer: 'ca.test' }],
    // RFC 8659 §4.2: a value that cannot be read allows nobody.
    ['0 issue "%%%%%"', { ...issue, value: '%%%%%' }],
    ['0 issue "ca.test; x"', { ...issue, value: 'ca.test; x' }],
    ['0 iodef "mailto:a@b.test"', { tag: 'iodef', value: 'mailto:a@b.test', critical: false }],
    ['128 TBS "unknown"', { tag: 'tbs', value: 'unknown', critical: true }],
    ['0 x "a\\"b\\\\c\\010"', { tag: 'x', value: 'a"b\\c\n', critical: false }],
    ['256 issue "ca.test"', undefined],
    ['0 issue ca.test', undefined],
    ['0 is-sue "ca.test"', undefined],
    ['', undefined],
  ])('%s', (data, expected) => {
    expect(readCaa(data)).toEqual(expected)
  })

  it('is read as it was written', () => {
    const name = fc.stringMatching(/^[a-z]{1,9}(\.[a-z]{1,9}){0,3}$/)
    const parameter = fc.tuple(fc.stringMatching(/^[a-z]{1,9}$/), fc.stringMatching(/^[a-z0-9:/.]{0,20}$/))
    fc.assert(
      fc.property(fc.nat(255), name, fc.array(parameter, { maxLength: 3 }), (flags, issuer, parameters) => {
        const value = [issuer, ...parameters.map(([tag, text]) => `${tag}=${text}`)].join('; ')
        expect(readCaa(`${flags} issue "${value}"`)).toEqual({ tag: 'issue', value, critical: flags > 127, issuer })
      }),
    )
  })

  it('is read or refused, and never thrown over', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), mutated('128 issue "ca.example.net; a=\\"b\\"; c=\\010"')),
        (data) => {
          const read = readCaa(data)
          if (read?.issuer !== undefined) expect(read.issuer).toMatch(/^[a-z0-9.-]*$/)
        },
      ),
    )
  })
})
