import { createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { echoHello, echoReply, isEchoReply } from '../../../src/wire/echo-dialogue.ts'
import { greetingKey, minuteOf, readGreeting, writeGreeting } from '../../../src/wire/greeting.ts'
import { listenerFarewell, listenerGreeting, proberHello } from '../../../src/wire/listener-dialogue.ts'
import { controlPort, dialledPorts } from '../../../src/wire/control-port.ts'
import { mailPorts } from '../../../src/wire/mail-port.ts'
import { pinOf } from '../../../src/wire/pin.ts'
import { proofOf, readNonce } from '../../../src/wire/proof.ts'
import { bounds } from '../../../src/wire/protocol.ts'
import { refusals } from '../../../src/wire/refusal.ts'
import { sealToken } from '../../../src/wire/token.ts'
import { dialBackResults } from '../../../src/wire/dial-back.ts'

const page = readFileSync(new URL('../../../docs/protocol.md', import.meta.url), 'utf8')
const vectors = JSON.parse(/```json\n([\s\S]*?)\n```/.exec(page)?.[1] ?? '{}')
const nonce = readNonce(vectors.nonce) ?? new Uint8Array()
const now = Date.parse(vectors.now)
const key = greetingKey(vectors.key)

describe('the test vectors of docs/protocol.md', () => {
  it('hold for pin and proofs', () => {
    expect(pinOf(Buffer.from(vectors.key, 'base64url'))).toBe(vectors.pin)
    for (const role of ['listener', 'prober', 'echo'] as const) {
      const ports = role === 'echo' ? mailPorts : dialledPorts
      for (const port of ports) expect(proofOf(nonce, role, port)).toBe(vectors.proofs[role][port])
    }
  })

  it('hold for greetings: the signatures verify, and the rest is what we write', () => {
    if (key === undefined) throw new Error('no key')
    // RFC 6979 §A.2.5
    const secret = 'C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721'
    const jwk = { ...key.export({ format: 'jwk' }), d: Buffer.from(secret, 'hex').toString('base64url') }
    for (const [port, address] of [
      [25, '203.0.113.7'],
      [143, '203.0.113.7'],
      [993, '2001:db8::7'],
    ] as const) {
      const line: string = vectors.greetings[port]
      expect(readGreeting(line, { port, key, now })).toMatchObject({ kind: 'ours', address, host: 'probe.example.org' })
      const parts = { host: 'probe.example.org', port, address, minute: minuteOf(now) }
      const ours = writeGreeting(createPrivateKey({ key: jwk, format: 'jwk' }), parts)
      expect(ours.replace(/s=.*/, '')).toBe(line.replace(/s=.*/, ''))
      expect(readGreeting(ours, { port, key, now })).toMatchObject({ kind: 'ours' })
    }
  })

  it('hold for the dialogues and the token', () => {
    expect([listenerGreeting(nonce, 25), proberHello(nonce, 25), listenerFarewell]).toEqual(vectors.listener25)
    const { secret, iv, id, address, expiresAt } = vectors.sealedWith
    const token = sealToken(Buffer.from(secret, 'hex'), { id, nonce, address, expiresAt }, Buffer.from(iv, 'hex'))
    expect(token).toBe(vectors.token)
    for (const port of [25, 143] as const) {
      expect([echoHello(token, port), echoReply('probe.example.org', port, nonce)]).toEqual(vectors.echo[port])
      expect(isEchoReply(vectors.echo[port][1], nonce, port)).toBe(true)
    }
  })
})

describe('docs/protocol.md', () => {
  it('lists every refusal with its status, and every result', () => {
    for (const [code, { status }] of Object.entries(refusals)) expect(page).toContain(`| \`${code}\` | ${status} |`)
    for (const result of dialBackResults) expect(page).toContain(`\`${result}\``)
  })

  it('has the times of the dial-back right', () => {
    expect(page).toContain(
      `connecting at most ${bounds.connectMs / 1000} s, waiting for a greeting at most ${bounds.greetingMs / 1000} s, the whole dial-back at most ${bounds.dialBackMs / 1000} s`,
    )
    expect(page).toContain(`at least ${bounds.holdMs / 1000} s`)
    expect(page).toContain(`From 1 to ${bounds.bulkBytes} octets`)
    expect(page).toContain(`within ${bounds.bulkMs / 1000} s`)
    expect(page).toContain(`*Control port*: \`${controlPort}\``)
  })
})
