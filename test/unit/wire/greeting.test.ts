import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addressText } from '../../../src/wire/address.ts'
import { toBase64url } from '../../../src/wire/base64url.ts'
import { greetingKey, minuteOf, readGreeting, writeGreeting } from '../../../src/wire/greeting.ts'
import { mailPorts } from '../../../src/wire/mail-port.ts'

const pair = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
const other = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
const key = createPublicKey(pair.privateKey)
const now = Date.UTC(2026, 5, 1, 12, 30)
const parts = { host: 'probe.example.org', port: 25, address: '203.0.113.7', minute: minuteOf(now) } as const
const line = writeGreeting(pair.privateKey, parts)

describe('a greeting', () => {
  it('is what mail software expects of its port', () => {
    expect(line).toMatch(/^220 probe\.example\.org ESMTP mailworthy\/1 a=203\.0\.113\.7 m=\d+ s=[\w-]{86}$/)
    expect(writeGreeting(pair.privateKey, { ...parts, port: 143 })).toMatch(
      /^\* OK \[CAPABILITY IMAP4rev1 STARTTLS ID LOGINDISABLED\] probe\.example\.org mailworthy\/1 a=/,
    )
    expect(writeGreeting(pair.privateKey, { ...parts, port: 993 })).not.toContain('STARTTLS')
  })

  it('tells the agent how it is seen, on every port and from every address, in at most one line', () => {
    const address = fc
      .oneof(fc.uint8Array({ minLength: 4, maxLength: 4 }), fc.uint8Array({ minLength: 16, maxLength: 16 }))
      .map(addressText)
    const host = fc.oneof(fc.domain(), fc.constant('[203.0.113.5]'), fc.constant('[IPv6:2001:db8::5]'))
    fc.assert(
      fc.property(
        fc.constantFrom(...mailPorts),
        address,
        host,
        fc.integer({ min: -10, max: 10 }),
        (port, address, host, skew) => {
          const written = writeGreeting(pair.privateKey, { host, port, address, minute: minuteOf(now) + skew })
          expect(written.length).toBeLessThanOrEqual(510)
          expect(readGreeting(written, { port, key, now })).toEqual({
            kind: 'ours',
            host,
            address,
            minute: minuteOf(now) + skew,
          })
        },
      ),
    )
  })

  it('is worth nothing on another port, by another key, at another time, or about another address', () => {
    expect(readGreeting(line, { port: 587, key, now })).toEqual({ kind: 'forged-or-stale', why: 'signature' })
    expect(readGreeting(line, { port: 25, key: other.publicKey, now })).toEqual({
      kind: 'forged-or-stale',
      why: 'signature',
    })
    expect(readGreeting(line, { port: 25, key, now: now + 11 * 60_000 })).toEqual({
      kind: 'forged-or-stale',
      why: 'minute',
    })
    expect(readGreeting(line, { port: 25, key, now: now - 11 * 60_000 })).toEqual({
      kind: 'forged-or-stale',
      why: 'minute',
    })
    expect(readGreeting(line.replace('113.7', '113.8'), { port: 25, key, now })).toEqual({
      kind: 'forged-or-stale',
      why: 'signature',
    })
  })

  it('is not mistaken for that of another server, or of one that a box on the way has masked', () => {
    for (const foreign of [
      '220 mx.example.org ESMTP Postfix',
      '220 ***************',
      '* OK Dovecot ready.',
      '',
      '554 no',
    ]) {
      expect(readGreeting(foreign, { port: 25, key, now })).toEqual({ kind: 'foreign' })
    }
    expect(readGreeting(line.replace('ESMTP', 'XXXXX'), { port: 25, key, now })).toEqual({
      kind: 'forged-or-stale',
      why: 'signature',
    })
  })

  it('survives no altered letter but those of the name, which the signature leaves out', () => {
    const from = line.indexOf('ESMTP')
    fc.assert(
      fc.property(fc.integer({ min: from, max: line.length - 1 }), fc.constantFrom(...'aZ0 -_*'), (at, letter) => {
        fc.pre(line[at] !== letter)
        expect(readGreeting(line.slice(0, at) + letter + line.slice(at + 1), { port: 25, key, now }).kind).not.toBe(
          'ours',
        )
      }),
    )
  })

  it('never throws on anything', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom(...mailPorts),
        (text, port) => void readGreeting(text, { port, key, now }),
      ),
    )
  })
})

describe('greetingKey', () => {
  it('takes P-256 keys alone', () => {
    const spki = (k: { export(o: { type: 'spki'; format: 'der' }): Buffer }) =>
      toBase64url(k.export({ type: 'spki', format: 'der' }))
    expect(greetingKey(spki(pair.publicKey))?.equals(key)).toBe(true)
    expect(greetingKey(spki(generateKeyPairSync('ed25519').publicKey))).toBeUndefined()
    expect(greetingKey(spki(generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey))).toBeUndefined()
    expect(greetingKey('')).toBeUndefined()
    expect(greetingKey('AAAA')).toBeUndefined()
  })
})
