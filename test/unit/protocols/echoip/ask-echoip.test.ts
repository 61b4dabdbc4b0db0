import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Failure, failed, success } from '../../../../src/core/failure.ts'
import type { Family, HttpRequest } from '../../../../src/core/line.ts'
import { isGlobal } from '../../../../src/protocols/addresses.ts'
import { askEchoip, type EchoipOutcome } from '../../../../src/protocols/echoip/ask-echoip.ts'
import type { EchoipAsked } from '../../../../src/protocols/echoip/echoip-url.ts'
import { silentLine } from '../../silent-line.ts'

interface Answer {
  readonly status?: number
  readonly body?: string
  readonly headers?: Record<string, string>
}

const echoip: EchoipAsked = { url: 'https://ip.example', pins: [] }
const home = '25.203.113.7'
const homeV6 = '2a25:203:113:1::10'

async function ask(answer: Answer | Failure, asked: EchoipAsked = echoip, family: Family = 'v4') {
  const requests: HttpRequest[] = []
  const line = silentLine({
    request: async (request) => {
      requests.push(request)
      if (typeof answer === 'string') return failed(answer)
      const { status = 200, body = '', headers = {} } = answer
      return success({ status, headers, body, remote: { address: '198.51.100.9', port: 443 }, tls: undefined })
    },
  })
  return { outcome: await askEchoip(line, asked, 25, family), requests }
}

/** As the server writes it. */
const says = (ip: string, reachable: boolean, port = 25) => ({
  body: JSON.stringify({ ip, port, reachable }, undefined, 2),
})

describe('askEchoip', () => {
  it('asks for one port over one family, and believes a holder of the key alone', async () => {
    const pins = ['A'.repeat(43)]
    const { outcome, requests } = await ask(says(home, true), { ...echoip, pins })
    expect(outcome).toEqual({ kind: 'answered', address: home, port: 25, reachable: true })
    expect(requests).toEqual([
      {
        method: 'GET',
        url: 'https://ip.example/port/25',
        family: 'v4',
        headers: { accept: 'application/json' },
        trust: pins,
        maxBytes: 2048,
        ms: 6000,
      },
    ])
    expect((await ask(says(home, true))).requests[0]?.trust).toBe('public')
  })

  it('sends nothing to a literal of the other family', async () => {
    const asked = { url: 'https://[2a25:198:51::9]:8443', pins: [] }
    const { outcome, requests } = await ask(says(home, true), asked)
    expect(outcome).toEqual({ kind: 'unreachable', failure: 'no-data' })
    expect(requests).toEqual([])
    expect((await ask(says(homeV6, false), asked, 'v6')).outcome.kind).toBe('answered')
  })

  it.each<[string, Answer | Failure, EchoipOutcome]>([
    ['a closed port', says(home, false), { kind: 'answered', address: home, port: 25, reachable: false }],
    [
      'an address in another spelling',
      says(`::ffff:${home}`, true),
      { kind: 'answered', address: home, port: 25, reachable: true },
    ],
    [
      'one more member',
      { body: `{"ip":"${home}","port":25,"reachable":true,"country":"FR"}` },
      { kind: 'answered', address: home, port: 25, reachable: true },
    ],
    ['its own proxy', says('127.0.0.1', true), { kind: 'reserved-caller' }],
    ['our own network', says('192.168.1.10', true), { kind: 'reserved-caller' }],
    ['no looks at ports', { status: 404, body: '404 page not found' }, { kind: 'switched-off' }],
    ['a limit', { status: 429, headers: { 'retry-after': '9' } }, { kind: 'rate-limited', retryAfterS: 9 }],
    ['an overload', { status: 503 }, { kind: 'rate-limited', retryAfterS: 60 }],
    ['a fault', { status: 500 }, { kind: 'refused', status: 500 }],
    ['a port that it does not take', { status: 400, body: '{"status":400}' }, { kind: 'refused', status: 400 }],
    ['a redirect', { status: 301 }, { kind: 'refused', status: 301 }],
    ['nobody', 'timed-out', { kind: 'unreachable', failure: 'timed-out' }],
    ['a stranger', 'wrong-key', { kind: 'unreachable', failure: 'wrong-key' }],
    ['megabytes', 'too-much', { kind: 'malformed' }],
    ['no HTTP', 'malformed', { kind: 'malformed' }],
    ['another port', says(home, true, 80), { kind: 'malformed' }],
    ['an address of the other family', says(homeV6, true), { kind: 'malformed' }],
    ['no address', says('ip.example', true), { kind: 'malformed' }],
    ['an address of the old kind', says('0x19.203.113.7', true), { kind: 'malformed' }],
    ['a port in words', { body: `{"ip":"${home}","port":"25","reachable":true}` }, { kind: 'malformed' }],
    ['perhaps', { body: `{"ip":"${home}","port":25,"reachable":1}` }, { kind: 'malformed' }],
    ['HTML', { body: '<html>' }, { kind: 'malformed' }],
    ['nothing', {}, { kind: 'malformed' }],
    ['half of it', { body: `{"ip":"${home}","port":25,"reach` }, { kind: 'malformed' }],
  ])('tells %s', async (_, answer, expected) => {
    expect((await ask(answer)).outcome).toEqual(expected)
  })

  it('survives whatever is answered', async () => {
    const json = fc.record({
      ip: fc.oneof(fc.ipV4(), fc.ipV6(), fc.string()),
      port: fc.constantFrom(25, 80),
      reachable: fc.boolean(),
    })
    const body = fc.oneof(
      fc.string(),
      fc.json(),
      json.map((value) => JSON.stringify(value)),
    )
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(200, 200, 404, 500), body, async (status, text) => {
        const { outcome } = await ask({ status, body: text })
        if (outcome.kind === 'answered') expect(isGlobal(outcome.address)).toBe(true)
        else expect(['reserved-caller', 'switched-off', 'refused', 'malformed']).toContain(outcome.kind)
      }),
    )
  })
})
