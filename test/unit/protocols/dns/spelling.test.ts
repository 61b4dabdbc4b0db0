import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeQuery } from '../../../../src/protocols/dns/encode-query.ts'
import { isWithin } from '../../../../src/protocols/dns/is-within.ts'
import { labelsOf } from '../../../../src/protocols/dns/labels-of.ts'
import { randomCase } from '../../../../src/protocols/dns/random-case.ts'
import { repeatsQuestion } from '../../../../src/protocols/dns/repeats-question.ts'
import { a, address, id, reply } from './reply-fixture.ts'

const label = fc.stringMatching(/^[a-zA-Z0-9_-]{1,20}$/)
const name = fc.array(label, { minLength: 1, maxLength: 6 }).map((labels) => labels.join('.'))

describe('randomCase', () => {
  it('spells the same name, whatever the random bytes are', () => {
    fc.assert(
      fc.property(name, fc.uint8Array({ maxLength: 150 }), (spelled, bytes) => {
        const other = randomCase(spelled, bytes)
        expect(other.toLowerCase()).toBe(spelled.toLowerCase())
        expect(other).toHaveLength(spelled.length)
      }),
    )
  })

  it('draws each letter by a bit of its own', () => {
    expect(randomCase('Mail-25.example', Uint8Array.of(0, 1, 0, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 1))).toBe(
      'mAiL-25.ExamplE',
    )
  })
})

describe('repeatsQuestion', () => {
  const query = (spelled: string) => {
    const encoded = encodeQuery({ ...a, name: spelled }, id)
    if (!encoded.ok) throw new Error(encoded.failure)
    return encoded.value
  }
  const answered = (spelled: string) =>
    reply({ question: { ...a, name: spelled }, answers: [address(spelled, '192.0.2.5')] })

  it('holds for the spelling that was asked, and for no other', () => {
    expect(repeatsQuestion(answered('mAil.Example.org'), query('mAil.Example.org'))).toBe(true)
    expect(repeatsQuestion(answered('mail.example.org'), query('mAil.Example.org'))).toBe(false)
    expect(repeatsQuestion(answered('mAil.Example.oRg'), query('mAil.Example.org'))).toBe(false)
  })

  it('does not ask a refusal for the question', () => {
    const bare = Uint8Array.from([0, 0, 0x80, 5, 0, 0, 0, 0, 0, 0, 0, 0])
    expect(repeatsQuestion(bare, query('mAil.Example.org'))).toBe(true)
  })

  it('never holds by chance, and never throws', () => {
    fc.assert(
      fc.property(name, fc.nat(400), (spelled, flip) => {
        const bytes = query(spelled)
        const end = bytes.length - 11
        const at = 12 + (flip % (end - 12))
        const forged = Uint8Array.from(bytes, (byte, index) => (index === at ? byte ^ 0x20 : byte))
        expect(repeatsQuestion(forged, bytes)).toBe(false)
        expect(repeatsQuestion(bytes.slice(0, at), bytes)).toBe(at <= 12)
      }),
    )
  })
})

describe('isWithin', () => {
  it.each([
    ['mail.example.org', 'example.org', true],
    ['example.org', 'example.org', true],
    ['MAIL.Example.org', 'example.ORG', true],
    ['example.org', '.', true],
    ['.', '.', true],
    ['badexample.org', 'example.org', false],
    ['example.org', 'mail.example.org', false],
    ['.', 'org', false],
    ['bad\\.example.org', 'example.org', false],
    ['bad\\\\.example.org', 'example.org', true],
    ['mail.example.net', 'example.org', false],
  ])('%s in %s: %s', (one, zone, within) => {
    expect(isWithin(one, zone)).toBe(within)
  })

  it('holds for every tail of labels, and parts them back together', () => {
    fc.assert(
      fc.property(name, fc.nat(6), (one, from) => {
        const labels = labelsOf(one)
        expect(labels.join('.')).toBe(one)
        expect(isWithin(one, labels.slice(from).join('.') || '.')).toBe(true)
      }),
    )
  })
})
