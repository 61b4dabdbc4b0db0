import type { Answer } from 'dns-packet'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Question } from '../../../../src/core/line.ts'
import { decodeReply } from '../../../../src/protocols/dns/decode-reply.ts'
import { a, address, alias, data, id, reply } from './reply-fixture.ts'

describe('decodeReply: hostile messages', () => {
  const bytes = reply({ question: a, answers: [address(a.name, '192.0.2.5')] })
  const withLength = (length: number) => {
    const forged = Uint8Array.from(bytes)
    // RDLENGTH stands two bytes before the four of the address.
    forged[forged.length - 6] = length >> 8
    forged[forged.length - 5] = length & 0xff
    return forged
  }

  it.each([0, 3, 5, 200, 65_535])('refuses an address of %i bytes', (length) => {
    expect(decodeReply(withLength(length), a, id)).toMatchObject({ ok: false, failure: 'malformed' })
  })

  it('refuses an address that is too short, even where other bytes follow', () => {
    const forged = Uint8Array.from([...withLength(3), 0])
    expect(decodeReply(forged, a, id)).toMatchObject({ ok: false, failure: 'malformed' })
  })

  it.each([['DS', { keyTag: 1, algorithm: 13, digestType: 2, digest: Buffer.alloc(20) }]])(
    'refuses a %s whose digest has the wrong length',
    (type, given) => {
      const question = { name: 'example.org', type } as Question
      const answers = [{ type, name: 'example.org', ttl: 1, data: given } as Answer]
      expect(data({ question, answers })).toBe('malformed')
    },
  )

  it('refuses forged counts without counting to them', () => {
    const forged = Uint8Array.from(bytes)
    for (const at of [6, 8, 10]) forged.set([0xff, 0xff], at)
    expect(decodeReply(forged, a, id)).toMatchObject({ ok: false, failure: 'malformed' })
  })

  it('refuses more records than anybody needs', () => {
    const answers = Array.from({ length: 300 }, (_, index) => address(a.name, `192.0.2.${index % 256}`))
    expect(data({ question: a, answers })).toBe('too-much')
  })

  it('refuses every truncation that is not announced', () => {
    for (let length = 0; length < bytes.length; length += 1) {
      expect(decodeReply(bytes.subarray(0, length), a, id).ok).toBe(false)
    }
  })

  it('never throws, whatever the bytes are', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 600 }), (noise) => void decodeReply(noise, a, id)))
  })

  it('never throws when bytes of a good reply change, and gives addresses only', () => {
    const good = reply({ question: a, answers: [alias(a.name, 'b.example'), address('b.example', '192.0.2.5')] })
    const change = fc.tuple(fc.nat(good.length - 1), fc.nat(255))
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
        const forged = Uint8Array.from(good)
        for (const [at, byte] of changes) forged[at] = byte
        const decoded = decodeReply(forged, a, id)
        if (!decoded.ok || decoded.value.truncated) return
        expect(decoded.value.answers.at(-1)?.data).toMatch(/^\d{1,3}(\.\d{1,3}){3}$/)
      }),
      { numRuns: 2000 },
    )
  })

  it('agrees with dns-packet on honest answers', () => {
    const label = fc.stringMatching(/^[a-z0-9_]([a-z0-9-]{0,20}[a-z0-9])?$/)
    const name = fc.array(label, { minLength: 1, maxLength: 5 }).map((labels) => labels.join('.'))
    const text = fc.stringMatching(/^[ -~]{0,100}$/)
    fc.assert(
      fc.property(
        name,
        fc.array(text, { minLength: 1, maxLength: 3 }),
        name,
        fc.nat(65_535),
        (owner, strings, exchange, preference) => {
          const txt: Answer = { type: 'TXT', name: owner, ttl: 5, data: strings }
          expect(data({ question: { name: owner, type: 'TXT' }, answers: [txt] })).toEqual([strings.join('')])
          const mx: Answer = { type: 'MX', name: owner, ttl: 5, data: { preference, exchange } }
          expect(data({ question: { name: owner, type: 'MX' }, answers: [mx] })).toEqual([`${preference} ${exchange}`])
        },
      ),
    )
  })
})
