import { generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type DialBackEvent,
  dialBackResults,
  readDialBackEvent,
  readDialBackRequest,
  writeDialBackEvent,
  writeDialBackRequest,
} from '../../../src/wire/dial-back.ts'
import { controlPort, dialledPorts } from '../../../src/wire/control-port.ts'
import { mailPorts } from '../../../src/wire/mail-port.ts'
import { readRefusal, type RefusalCode, refusalOf, refusals } from '../../../src/wire/refusal.ts'
import { egressOf, emptyEgress, readSession, type Session } from '../../../src/wire/session.ts'

const spki = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).publicKey.export({ type: 'spki', format: 'der' })
const session: Session = {
  protocol: 1,
  probe: { name: 'mailworthy-probe', version: '0.1.0', minAgent: '0.1.0' },
  host: 'probe.example.org',
  address: '203.0.113.7',
  port: 50_000,
  token: 'a'.repeat(117),
  nonce: Buffer.alloc(16).toString('base64url'),
  key: spki.toString('base64url'),
  expiresInS: 120,
  ports: [25, 465, 587, 143, 993],
  addresses: { v4: '203.0.113.5', v6: '2001:db8::5' },
  egress: {
    ...emptyEgress(),
    '25': { v4: { state: 'open', at: '2026-01-01T00:00:00.000Z' }, v6: { state: 'untested' } },
  },
  limits: { left: 19, resetS: 300 },
  time: '2026-01-01T00:00:00.000Z',
}
const read = (change: object) => readSession(JSON.stringify({ ...session, ...change }))

describe('a session', () => {
  it('is read as it was written', () => {
    expect(read({})).toEqual({ ok: true, value: session })
    expect(egressOf(session, 25, 'v4')).toMatchObject({ state: 'open' })
    expect(egressOf(session, 993, 'v6')).toEqual({ state: 'untested' })
  })

  it('may grow: what this version does not know is dropped', () => {
    const grown = read({
      weather: 'fine',
      ports: [25, 2525],
      probe: { ...session.probe, colour: 'red' },
      egress: { ...session.egress, '2525': { v4: { state: 'open' } } },
    })
    expect(grown).toEqual({ ok: true, value: { ...session, ports: [25] } })
    expect(read({ egress: {} })).toMatchObject({ ok: true })
  })

  it.each<[string, object]>([
    ['protocol', { protocol: 2 }],
    ['address', { address: '203.0.113.007' }],
    ['address', { address: 'example.org' }],
    ['address', { address: '2001:DB8::1' }],
    ['port', { port: 0 }],
    ['token', { token: '../../etc' }],
    ['token', { token: 'a'.repeat(221) }],
    ['nonce', { nonce: 'AAAA' }],
    ['key', { key: 'AAAA' }],
    ['host', { host: 'a\r\nb' }],
    ['expiresInS', { expiresInS: 1e9 }],
    ['ports', { ports: Array.from({ length: 33 }, () => 25) }],
    ['addresses.v4', { addresses: { v4: 1 } }],
    ['egress.25.v4.state', { egress: { '25': { v4: { state: 'maybe' } } } }],
    ['probe.version', { probe: { ...session.probe, version: '\u001b[31m' } }],
    ['limits.left', { limits: { left: -1, resetS: 1 } }],
    ['time', { time: 'now' }],
  ])('with a wrong %s is told by that name, without repeating what it said', (path, change) => {
    expect(read(change)).toEqual({
      ok: false,
      failure: 'malformed',
      detail: `the answer of the probe is not a session: ${path}`,
    })
  })

  it('is refused when it is garbage or megabytes, and nothing makes the reader throw', () => {
    expect(readSession(`"${'x'.repeat(20_000)}"`)).toMatchObject({ failure: 'too-much' })
    expect(readSession('<html>')).toMatchObject({ failure: 'malformed' })
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        expect(readSession(text).ok).toBe(false)
      }),
    )
  })
})

const port = fc.constantFrom(...dialledPorts)
const sourcePort = fc.integer({ min: 1, max: 65_535 })
const event: fc.Arbitrary<DialBackEvent> = fc.oneof(
  fc.record({ event: fc.constant('connecting' as const), port, sourcePort }),
  fc.record({ event: fc.constant('connected' as const), port, sourcePort }),
  fc.record({
    event: fc.constant('greeting' as const),
    port,
    text: fc.string({ unit: 'binary', maxLength: 512 }).map((text) => text.slice(0, 512)),
    complete: fc.boolean(),
  }),
  fc.record({
    event: fc.constant('result' as const),
    port,
    result: fc.constantFrom(...dialBackResults),
    tookMs: fc.nat(9000),
  }),
  fc.constant({ event: 'done' as const }),
)

describe('the events of a dial-back', () => {
  it('are read as they were written, one line each', () => {
    fc.assert(
      fc.property(event, (one) => {
        const line = writeDialBackEvent(one)
        expect(line).not.toMatch(/[\r\n]/)
        expect(readDialBackEvent(line)).toEqual({ kind: 'event', event: one })
      }),
    )
  })

  it('may be joined by others, which are passed over; anything else is malformed', () => {
    expect(readDialBackEvent('{"event":"traced","port":25,"hops":[]}')).toEqual({ kind: 'unknown' })
    for (const line of [
      '',
      '{}',
      '[]',
      '{"event":"result","port":25}',
      '{"event":"result","port":26,"result":"refused","tookMs":1}',
      '{"event":7}',
      `{"event":"done","x":"${'x'.repeat(5000)}"}`,
    ]) {
      expect(readDialBackEvent(line)).toEqual({ kind: 'malformed' })
    }
    fc.assert(
      fc.property(fc.string(), (line) => {
        expect(readDialBackEvent(line).kind).not.toBe('event')
      }),
    )
  })
})

describe('the request of a dial-back', () => {
  it('names mail ports and what is behind them, and can name nothing else', () => {
    const behind = fc.constantFrom('listener' as const, 'server' as const)
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...mailPorts), { minLength: 1 }), behind, (ports, what) => {
        const wanted = Object.fromEntries(ports.map((one) => [one, what]))
        expect(readDialBackRequest(writeDialBackRequest(wanted))).toEqual(wanted)
      }),
    )
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        expect(readDialBackRequest(text)).toBeUndefined()
      }),
    )
  })

  it('may name the control port, with a listener of ours behind it and never a server', () => {
    expect(readDialBackRequest(writeDialBackRequest({ 25: 'server', [controlPort]: 'listener' }))).toEqual({
      25: 'server',
      [controlPort]: 'listener',
    })
    expect(readDialBackRequest(`{"ports":{"${controlPort}":"server"}}`)).toBeUndefined()
    expect(readDialBackRequest(`{"ports":{"${controlPort + 1}":"listener"}}`)).toBeUndefined()
  })
})

describe('a refusal', () => {
  it('has a code out of a closed list and a sentence', () => {
    for (const code of Object.keys(refusals) as RefusalCode[]) {
      expect(readRefusal(JSON.stringify(refusalOf(code)))).toEqual(refusalOf(code))
    }
    expect(refusalOf('unknown-version').versions).toEqual([1])
    for (const body of [
      '',
      '{}',
      '{"error":"teapot","message":"x"}',
      '<html>',
      `{"error":"busy","message":"${'x'.repeat(3000)}"}`,
    ])
      expect(readRefusal(body)).toBeUndefined()
  })
})
