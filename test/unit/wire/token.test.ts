import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addressText } from '../../../src/wire/address.ts'
import { fromBase32, toBase32 } from '../../../src/wire/base32.ts'
import { fromBase64url, toBase64url } from '../../../src/wire/base64url.ts'
import { ehloName, tokenOfEhlo } from '../../../src/wire/ehlo-name.ts'
import { openToken, sealToken } from '../../../src/wire/token.ts'

const secret = randomBytes(32)
const bytesOf = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })
const address = fc.oneof(bytesOf(4), bytesOf(16)).map(addressText)
const expiresAt = fc.integer({ min: 1, max: 2 ** 32 - 1 }).map((seconds) => seconds * 1000)
const id = bytesOf(8).map((bytes) => Buffer.from(bytes).toString('hex'))
const contents = fc.record({ id, nonce: bytesOf(16), address, expiresAt })

describe('a token', () => {
  it('gives the probe back what it sealed, as one word and as the name in EHLO', () => {
    fc.assert(
      fc.property(contents, bytesOf(12), (sealed, iv) => {
        const token = sealToken(secret, sealed, iv)
        expect(token).toMatch(/^[a-z2-7]{117}$/)
        expect(openToken(secret, token, sealed.expiresAt - 1)).toEqual({ kind: 'open', contents: sealed })
        expect(openToken(secret, token, sealed.expiresAt)).toEqual({ kind: 'expired' })
        const name = ehloName(token)
        expect(name.length).toBeLessThanOrEqual(253)
        expect(name.split('.').every((label) => label.length <= 60)).toBe(true)
        expect(name).toMatch(/\.token\.mailworthy\.invalid$/)
        expect(tokenOfEhlo(name)).toBe(token)
        expect(tokenOfEhlo(name.toUpperCase())).toBe(token)
      }),
    )
  })

  it('opens with no other secret and with no letter changed', () => {
    const token = sealToken(
      secret,
      { id: '0011223344556677', nonce: new Uint8Array(16), address: '203.0.113.7', expiresAt: 2e12 },
      randomBytes(12),
    )
    expect(openToken(randomBytes(32), token, 0)).toEqual({ kind: 'bad' })
    fc.assert(
      fc.property(fc.nat(116), fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz234567'), (at, letter) => {
        fc.pre(token[at] !== letter)
        expect(openToken(secret, token.slice(0, at) + letter + token.slice(at + 1), 0)).toEqual({ kind: 'bad' })
      }),
    )
  })

  it('is bad when it is anything else', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        expect(openToken(secret, text, 0)).toEqual({ kind: 'bad' })
      }),
    )
  })
})

describe('tokenOfEhlo', () => {
  it.each([
    '',
    'mx.example.org',
    '.token.mailworthy.invalid',
    'a..b.token.mailworthy.invalid',
    'a1.token.mailworthy.invalid',
    `${'a'.repeat(61)}.token.mailworthy.invalid`,
    'a.token.mailworthy.invalid.',
    `${'abc.'.repeat(80)}token.mailworthy.invalid`,
  ])('takes %j for no token', (name) => {
    expect(tokenOfEhlo(name)).toBeUndefined()
  })
})

describe('the encodings', () => {
  it('of bytes are one text each', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(fromBase32(toBase32(bytes))).toEqual(bytes)
        expect(fromBase64url(toBase64url(bytes))).toEqual(bytes)
      }),
    )
    fc.assert(
      fc.property(fc.string(), (text) => {
        const [one, other] = [fromBase32(text), fromBase64url(text)]
        if (one !== undefined) expect(toBase32(one)).toBe(text)
        if (other !== undefined) expect(toBase64url(other)).toBe(text)
      }),
    )
  })

  it('follow RFC 4648 §10', () => {
    expect(toBase32(Buffer.from('foobar'))).toBe('mzxw6ytboi')
    expect(toBase32(Buffer.from('f'))).toBe('my')
    for (const wrong of ['MY', 'my======', 'mz', 'm', 'm1']) expect(fromBase32(wrong)).toBeUndefined()
    for (const wrong of ['AB==', 'A+B/', 'AB C', 'AB']) expect(fromBase64url(wrong)).toBeUndefined()
  })
})
