import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDkimKey } from '../../../../src/protocols/dkim/read-dkim-key.ts'
import { rsaBits } from '../../../../src/protocols/dkim/rsa-bits.ts'
import { mutated } from '../mutated.ts'

/** A number of so many bits in place of a product of two primes, which takes seconds to find and which nobody looks for here. */
function rsa(bits: number, type: 'spki' | 'pkcs1' = 'spki'): Buffer {
  const modulus = ((1n << BigInt(bits - 1)) + 1n).toString(16)
  const n = Buffer.from(modulus.padStart(2 * Math.ceil(bits / 8), '0'), 'hex').toString('base64url')
  return createPublicKey({ key: { kty: 'RSA', n, e: 'AQAB' }, format: 'jwk' }).export({ format: 'der', type })
}

const [weak, good] = [rsa(1024), rsa(2048)]
const ed25519 = generateKeyPairSync('ed25519').publicKey.export({ format: 'der', type: 'spki' })
/** The last 32 bytes are the key itself (RFC 8410 §4). */
const edKey = ed25519.subarray(-32).toString('base64')
const key = good.toString('base64')
const sound = { kind: 'rsa', bits: 2048, revoked: false, testing: false, sha256: true }

describe('the record at a selector', () => {
  it.each([
    ['a key', `v=DKIM1; k=rsa; p=${key}`, sound],
    ['a key alone', `p=${key}`, sound],
    ['blanks within', `v = DKIM1 ;\tp = ${key.slice(0, 60)} ${key.slice(60)};`, sound],
    ['a small key', `v=DKIM1; p=${weak.toString('base64')}`, { ...sound, bits: 1024 }],
    ['a bare RSA key', `v=DKIM1; p=${rsa(1024, 'pkcs1').toString('base64')}`, { ...sound, bits: 1024 }],
    ['an Ed25519 key', `v=DKIM1; k=ed25519; p=${edKey}`, { ...sound, kind: 'ed25519', bits: 256 }],
    ['tags that nobody knows', `v=DKIM1; x=y; n=for all; p=${key}`, sound],
    ['a test', `v=DKIM1; t=s : y; p=${key}`, { ...sound, testing: true }],
    ['strict names, which is no test', `v=DKIM1; t=s; p=${key}`, sound],
    ['SHA-1 alone', `v=DKIM1; h=sha1; p=${key}`, { ...sound, sha256: false }],
    ['both digests', `v=DKIM1; h=sha1:sha256; p=${key}`, sound],
    ['mail alone', `v=DKIM1; s=email; p=${key}`, sound],
    ['no key any more', 'v=DKIM1; p=', { kind: 'rsa', revoked: true, testing: false, sha256: true }],
  ])('is read with %s', (_name, text, expected) => {
    expect(readDkimKey(text)).toEqual(expected)
  })

  it.each([
    ['nothing', '', 'grammar'],
    ['words', 'hello', 'grammar'],
    ['a part that is none', `v=DKIM1; hello; p=${key}`, 'grammar'],
    ['too much', `p=${'A'.repeat(70_000)}`, 'grammar'],
    ['another version', `v=DKIM2; p=${key}`, 'wrong-version'],
    ['a version in lower case', `v=dkim1; p=${key}`, 'wrong-version'],
    ['the version behind', `p=${key}; v=DKIM1`, 'wrong-version'],
    ['a tag twice', `v=DKIM1; p=${key}; p=`, 'twice'],
    ['no key', 'v=DKIM1; k=rsa', 'no-key'],
    ['another kind', `v=DKIM1; k=dsa; p=${key}`, 'unknown-kind'],
    ['something else than mail', `v=DKIM1; s=tlsrpt; p=${key}`, 'not-for-mail'],
    ['half a key', `v=DKIM1; p=${key.slice(0, 200)}`, 'wrong-key'],
    ['a key in PEM', `v=DKIM1; p=-----BEGIN PUBLIC KEY-----${key}`, 'wrong-key'],
    ['a key of the other kind', `v=DKIM1; k=rsa; p=${ed25519.toString('base64')}`, 'wrong-key'],
    ['an Ed25519 key with its wrapping', `v=DKIM1; k=ed25519; p=${ed25519.toString('base64')}`, 'wrong-key'],
  ])('is none with %s', (_name, text, flaw) => {
    expect(readDkimKey(text)).toEqual({ flaw })
  })

  it('is read or refused, and never thrown over', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), mutated(`v=DKIM1; k=rsa; t=y; h=sha256; p=${key}`)),
        (text) => {
          const read = readDkimKey(text)
          if ('flaw' in read) return
          expect(read.revoked).toBe(read.bits === undefined)
        },
      ),
    )
  })
})

describe('the length of an RSA key', () => {
  it.each([512, 768, 1023, 1024, 1025, 2047, 4096])('is told: %i bits', (bits) => {
    expect(rsaBits(rsa(bits))).toBe(bits)
    expect(rsaBits(rsa(bits, 'pkcs1'))).toBe(bits)
  })

  it('is not told of one that was cut short, or goes on', () => {
    for (let length = 0; length < weak.length; length += 1) expect(rsaBits(weak.subarray(0, length))).toBeUndefined()
    expect(rsaBits(Buffer.concat([weak, Buffer.from([0])]))).toBeUndefined()
  })

  it('is told or not, and never thrown over', () => {
    const flipped = fc
      .array(fc.tuple(fc.nat(weak.length - 1), fc.nat(255)), { maxLength: 6 })
      .map((changes) => changes.reduce((bytes, [at, byte]) => bytes.fill(byte, at, at + 1), Buffer.from(weak)))
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 400 }), flipped), (der) => {
        const bits = rsaBits(der)
        if (bits !== undefined) expect(bits).toBeLessThanOrEqual(der.length * 8)
      }),
    )
  })
})
