import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Failure, failed, success } from '../../../../src/core/failure.ts'
import type { Endpoint, Family, HttpRequest } from '../../../../src/core/line.ts'
import { openSession, type SessionOutcome } from '../../../../src/protocols/probe/open-session.ts'
import type { ProbeAsked } from '../../../../src/protocols/probe/probe-asked.ts'
import { olderThan } from '../../../../src/protocols/probe/release.ts'
import { type RefusalCode, refusalOf } from '../../../../src/wire/refusal.ts'
import { silentLine } from '../../silent-line.ts'
import { probeFixture } from './session-fixture.ts'

const { session, open, pin } = probeFixture()

interface Answer {
  readonly status?: number
  readonly body: string
  readonly headers?: Record<string, string>
  readonly remote?: Endpoint
}

async function ask(answer: Answer | Failure, probe: ProbeAsked = open.probe, family: Family = 'v4') {
  const requests: HttpRequest[] = []
  const line = silentLine({
    request: async (request) => {
      requests.push(request)
      if (typeof answer === 'string') return failed(answer)
      const remote = { address: '198.51.100.10', port: 8025 }
      return success({ status: 201, headers: {}, remote, tls: undefined, ...answer })
    },
  })
  const outcome: SessionOutcome = await openSession(line, probe, family)
  return { outcome, requests }
}

const body = JSON.stringify(session)
const refusal = (code: RefusalCode) => JSON.stringify(refusalOf(code))

describe('openSession', () => {
  it('posts JSON over the family, to the holder of the pin alone', async () => {
    const { outcome, requests } = await ask({ body })
    expect(outcome).toMatchObject({ kind: 'session', open: { family: 'v4', address: '198.51.100.10', session } })
    expect(requests).toMatchObject([
      {
        method: 'POST',
        url: 'https://198.51.100.10:8025/v1/sessions',
        family: 'v4',
        trust: [pin],
        headers: { 'content-type': 'application/json' },
        maxBytes: 16_384,
      },
    ])
  })

  it.each([
    ['v4', '203.0.113.7', '203.0.113.7'],
    ['v6', '2001:db8:1:2::10', '2001:db8:1:2:ffff::7'],
  ] as const)('takes no probe on our own line for one outside (%s)', async (family, address, seen) => {
    const answer = { body: JSON.stringify({ ...session, address: seen }), remote: { address, port: 8025 } }
    const { outcome } = await ask(answer, { ...open.probe, address }, family)
    expect(outcome).toEqual({ kind: 'own-address' })
  })

  it('wants a public certificate where there is no pin', async () => {
    const { requests } = await ask({ body }, { url: 'https://probe.example', pins: [] })
    expect(requests[0]?.trust).toBe('public')
  })

  it('goes to an announced address of the other family, and asks nobody where there is none', async () => {
    const v6 = JSON.stringify({ ...session, address: '2001:db8::7' })
    const announced = await ask({ body: v6 }, { ...open.probe, address: '2001:db8::10' }, 'v6')
    expect(announced.outcome.kind).toBe('session')
    expect(announced.requests[0]).toMatchObject({ address: '2001:db8::10', family: 'v6', trust: [pin] })
    const none = await ask({ body }, open.probe, 'v6')
    expect(none).toEqual({ outcome: { kind: 'unreachable', failure: 'no-data' }, requests: [] })
  })

  it.each<[string, Answer | Failure, SessionOutcome]>([
    ['a stranger', 'wrong-key', { kind: 'untrusted', failure: 'wrong-key' }],
    ['a stranger with a certificate', 'certificate-untrusted', { kind: 'untrusted', failure: 'certificate-untrusted' }],
    ['nobody', 'timed-out', { kind: 'unreachable', failure: 'timed-out' }],
    ['no TLS', 'tls-failed', { kind: 'unreachable', failure: 'tls-failed' }],
    [
      'a limit',
      { status: 429, body: refusal('busy'), headers: { 'retry-after': '17' } },
      { kind: 'busy', retryAfterS: 17 },
    ],
    [
      'a limit with a date',
      { status: 429, body: '', headers: { 'retry-after': 'Fri, 2 Jan 2026' } },
      { kind: 'busy', retryAfterS: 60 },
    ],
    [
      'a limit of years',
      { status: 429, body: '', headers: { 'retry-after': '999999999' } },
      { kind: 'busy', retryAfterS: 86_400 },
    ],
    ['our own network', { status: 403, body: refusal('reserved-caller') }, { kind: 'reserved-caller' }],
    ['our own machine', { status: 403, body: refusal('own-address') }, { kind: 'own-address' }],
    ['a broken gateway', { status: 502, body: '<html>' }, { kind: 'unreachable', failure: 'unclassified' }],
  ])('tells %s', async (_, answer, expected) => {
    expect((await ask(answer)).outcome).toEqual(expected)
  })

  it.each<[string, Answer | Failure]>([
    ['garbage', { body: '\u0000\u0001' }],
    ['nothing', { body: '' }],
    ['HTML', { body: '<html>welcome</html>' }],
    ['megabytes that were cut', 'too-much'],
    ['megabytes', { body: `{"a":"${'x'.repeat(1_000_000)}"}` }],
    ['another version', { body: JSON.stringify({ ...session, protocol: 2 }) }],
    ['no HTTP', 'malformed'],
    ['a probe of another version', { status: 404, body: refusal('unknown-version') }],
    ['another web server', { status: 404, body: 'Not Found' }],
    ['a redirect', { status: 302, body: '', headers: { location: 'https://evil.example' } }],
    ['a key that is none', { body: JSON.stringify({ ...session, key: 'A'.repeat(122) }) }],
    ['an address of the other family', { body: JSON.stringify({ ...session, address: '2001:db8::7' }) }],
  ])('finds %s incompatible', async (_, answer) => {
    expect((await ask(answer)).outcome.kind).toBe('incompatible')
  })

  it('never quotes the probe in its reasons', async () => {
    const { outcome } = await ask({ body: JSON.stringify({ ...session, host: '\u001b[31m' }) })
    expect(JSON.stringify(outcome)).not.toContain('31m')
  })

  it('heeds a probe that wants a newer agent', async () => {
    const demanding = JSON.stringify({ ...session, probe: { ...session.probe, minAgent: '1.2.0' } })
    expect((await ask({ body: demanding }, { ...open.probe, release: '1.1.9' })).outcome.kind).toBe('incompatible')
    expect((await ask({ body: demanding }, { ...open.probe, release: '1.2.0' })).outcome.kind).toBe('session')
  })

  it('survives whatever is answered', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 100, max: 599 }), fc.oneof(fc.string(), fc.json()), async (status, text) => {
        const { outcome } = await ask({ status, body: text })
        expect(['busy', 'incompatible', 'unreachable']).toContain(outcome.kind)
      }),
    )
  })
})

describe('olderThan', () => {
  it.each([
    ['0.9.1', '0.10.0', true],
    ['0.10.0', '0.9.1', false],
    ['1.0.0', '1.0.0', false],
    ['1.0.0-rc.1', '1.0.0', true],
    ['1.0.0', '1.0.0-rc.1', false],
  ])('%s than %s: %s', (one, other, expected) => {
    expect(olderThan(one, other)).toBe(expected)
  })
})
