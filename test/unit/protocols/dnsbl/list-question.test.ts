import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonical } from '../../../../src/protocols/addresses.ts'
import { listQuestion } from '../../../../src/protocols/dnsbl/list-question.ts'

const octets = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255))
const groups = fc.array(fc.nat(0xffff), { minLength: 8, maxLength: 8 })

describe('the question of a list', () => {
  it('has the octets of an address the other way round', () => {
    fc.assert(
      fc.property(octets, (address) => {
        const asked = listQuestion(address.join('.'))
        expect(asked.split('.').toReversed().map(Number)).toEqual(address)
      }),
    )
  })

  it('has the nibbles of an IPv6 address the other way round, 32 of them, however it is written', () => {
    fc.assert(
      fc.property(groups, (address) => {
        const text = address.map((group) => group.toString(16)).join(':')
        // An IPv4 address in the clothes of IPv6 is asked for as what it is: lists have it so.
        fc.pre(canonical(text)?.includes(':') === true)
        const asked = listQuestion(text)
        expect(asked.split('.').toReversed().join('')).toBe(
          address.map((group) => group.toString(16).padStart(4, '0')).join(''),
        )
        expect(listQuestion(canonical(text) ?? '')).toBe(asked)
      }),
    )
  })

  it('is an IPv4 address where it is one, also through a socket of both families', () => {
    expect(listQuestion('::ffff:203.0.113.7')).toBe('7.113.0.203')
  })

  it.each([
    ['example.org', 'example.org'],
    ['Mail.Example.ORG.', 'mail.example.org'],
    ['xn--bcher-kva.example', 'xn--bcher-kva.example'],
  ])('has a domain as it is: %s', (domain, asked) => expect(listQuestion(domain)).toBe(asked))

  it('is a text, whatever it is asked about', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(typeof listQuestion(text)).toBe('string')
      }),
    )
  })
})
