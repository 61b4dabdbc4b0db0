import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { echoHello, echoReply, isEchoReply } from '../../../src/wire/echo-dialogue.ts'
import {
  isListenerGreeting,
  isProberHello,
  listenerGreeting,
  proberHello,
} from '../../../src/wire/listener-dialogue.ts'
import { isMailPort, mailPorts, speechOf } from '../../../src/wire/mail-port.ts'
import { type Role, proofOf, proves, readNonce } from '../../../src/wire/proof.ts'

const nonce = new Uint8Array(randomBytes(16))
const port = fc.constantFrom(...mailPorts)
const role = fc.constantFrom<Role>('listener', 'prober', 'echo')

describe('a proof', () => {
  it('holds for its nonce, role and port alone', () => {
    fc.assert(
      fc.property(role, port, role, port, (role1, port1, role2, port2) => {
        const proof = proofOf(nonce, role1, port1)
        expect(proof).toMatch(/^[0-9a-f]{32}$/)
        expect(proves(proof, nonce, role2, port2)).toBe(role1 === role2 && port1 === port2)
        expect(proves(proof, randomBytes(16), role1, port1)).toBe(false)
      }),
    )
  })

  it('is nothing else, and nothing else makes it throw', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(proves(text, nonce, 'echo', 25)).toBe(false)
      }),
    )
    expect(proves(proofOf(nonce, 'echo', 25).slice(0, 30), nonce, 'echo', 25)).toBe(false)
  })

  it('wants a nonce of 128 bits', () => {
    expect(readNonce(Buffer.from(nonce).toString('base64url'))).toEqual(nonce)
    for (const wrong of ['', 'AAAA', 'A'.repeat(43), '!'.repeat(22)]) expect(readNonce(wrong)).toBeUndefined()
  })
})

describe('the dialogue of listener and prober', () => {
  it('convinces each of the other, on the same port of the same session', () => {
    fc.assert(
      fc.property(port, port, (one, other) => {
        expect(isListenerGreeting(listenerGreeting(nonce, one), nonce, other)).toBe(one === other)
        expect(isProberHello(proberHello(nonce, one), nonce, other)).toBe(one === other)
      }),
    )
  })

  it('is not fooled by an answer that only repeats what was said', () => {
    const said = listenerGreeting(nonce, 25)
    const proof = said.slice(-32)
    expect(isProberHello(`EHLO p${proof}.prober.mailworthy.invalid`, nonce, 25)).toBe(false)
    expect(isListenerGreeting(`${said} `, nonce, 25)).toBe(false)
    expect(isListenerGreeting('220 mailworthy', nonce, 25)).toBe(false)
  })

  it('survives a box that changes the case of commands', () => {
    expect(isProberHello(proberHello(nonce, 25).toUpperCase(), nonce, 25)).toBe(true)
    expect(isProberHello(proberHello(nonce, 25).toLowerCase(), nonce, 25)).toBe(true)
  })
})

describe('the reply of an echo port', () => {
  it('proves the session to its agent', () => {
    fc.assert(
      fc.property(
        port,
        port,
        fc.constantFrom('probe.example.org', '[203.0.113.5]', '[IPv6:2001:db8::5]'),
        (one, other, host) => {
          expect(isEchoReply(echoReply(host, one, nonce), nonce, one)).toBe(true)
          if (one !== other) expect(isEchoReply(echoReply(host, one, nonce), nonce, other)).toBe(false)
          expect(isEchoReply(echoReply(host, one, undefined), nonce, one)).toBe(false)
        },
      ),
    )
    fc.assert(
      fc.property(fc.string(), port, (text, at) => {
        expect(isEchoReply(text, nonce, at)).toBe(false)
      }),
    )
  })

  it('answers a line that names the session', () => {
    expect(echoHello('abc', 25)).toBe('EHLO abc.token.mailworthy.invalid')
    expect(echoHello('abc', 993)).toBe('m1 ID ("name" "mailworthy" "token" "abc")')
  })
})

describe('the mail ports', () => {
  it('are five, and speak as they do everywhere', () => {
    expect(mailPorts).toEqual([25, 465, 587, 143, 993])
    expect(mailPorts.filter((one) => speechOf(one).tls === 'implicit')).toEqual([465, 993])
    expect(mailPorts.filter((one) => speechOf(one).language === 'imap')).toEqual([143, 993])
    for (const other of [0, 26, '25', undefined, Number.NaN]) expect(isMailPort(other)).toBe(false)
  })
})
