import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type CreateOutcome,
  createMeasurement,
  type MeasurementWanted,
} from '../../../../src/protocols/globalping/create-measurement.ts'
import { publicGlobalping } from '../../../../src/protocols/globalping/globalping-asked.ts'
import type { Failure } from '../../../../src/core/failure.ts'
import { type ApiAnswer, apiLine } from './api-line.ts'

const asked = { base: publicGlobalping }
const wanted: MeasurementWanted = {
  target: '25.203.113.7',
  port: 25,
  packets: 3,
  from: { places: [{ country: 'FR' }, { asn: 64_496 }], limit: 4 },
}
const created = { status: 202, body: { id: 'nzGzfAGL7sZfUs3c', probesCount: 4 } }
const error = (type: string, params?: object) => ({ error: { type, message: 'Words.', ...(params && { params }) } })

describe('createMeasurement', () => {
  it('posts a TCP ping from these places', async () => {
    const { line, requests } = apiLine(created)
    expect(await createMeasurement(line, asked, wanted)).toEqual({ kind: 'created', id: 'nzGzfAGL7sZfUs3c', probes: 4 })
    expect(requests).toEqual([
      {
        method: 'POST',
        url: 'https://api.globalping.io/v1/measurements',
        headers: { accept: 'application/json', 'content-type': 'application/json' },
        body: expect.any(String),
        trust: 'public',
        maxBytes: 262_144,
        ms: 10_000,
      },
    ])
    expect(JSON.parse(requests[0]?.body ?? '')).toEqual({
      type: 'ping',
      target: '25.203.113.7',
      timeout: 5,
      measurementOptions: { protocol: 'TCP', port: 25, packets: 3 },
      locations: [{ country: 'FR' }, { asn: 64_496 }],
      limit: 4,
    })
  })

  it('names a family beside a name alone', async () => {
    const { line, requests } = apiLine(created)
    await createMeasurement(line, asked, { ...wanted, target: 'mx.example', family: 'v6' })
    await createMeasurement(line, asked, { ...wanted, target: '2a25:203:113:1::10', family: 'v6' })
    const options = requests.map(({ body = '' }) => JSON.parse(body).measurementOptions.ipVersion)
    expect(options).toEqual([6, undefined])
  })

  it.each<[string, Partial<MeasurementWanted>, string]>([
    ['an address at home', { target: '192.168.1.10' }, 'target'],
    ['a carrier’s address', { target: '100.64.1.7' }, 'target'],
    ['loopback', { target: '::1' }, 'target'],
    ['no name', { target: 'localhost' }, 'target'],
    ['an address of the old kind', { target: '0x7f.1' }, 'target'],
    ['a name with more in it', { target: 'mx.example/../limits' }, 'target'],
    ['nothing', { target: '' }, 'target'],
    ['a name that is too long', { target: `${'a.'.repeat(200)}example` }, 'target'],
    ['port 0', { port: 0 }, 'port'],
    ['half a port', { port: 25.5 }, 'port'],
    ['no port', { port: Number.NaN }, 'port'],
    ['too many packets', { packets: 17 }, 'packets'],
    ['no place', { from: { places: [], limit: 1 } }, 'places'],
    ['too many probes', { from: { places: [{ country: 'FR' }], limit: 51 } }, 'limit'],
    ['an id that is none', { from: { sameAs: '../limits' } }, 'id'],
  ])('sends nothing for %s', async (_, part, what) => {
    const { line, requests } = apiLine(created)
    expect(await createMeasurement(line, asked, { ...wanted, ...part })).toEqual({ kind: 'unsuitable', what })
    expect(requests).toEqual([])
  })

  it.each(['', 'two words', 'line\r\nbreak', 'é', 'x'.repeat(513)])(
    'sends no token that is none: %j',
    async (token) => {
      const { line, requests } = apiLine(created)
      expect(await createMeasurement(line, { ...asked, token }, wanted)).toEqual({ kind: 'unauthorized' })
      expect(requests).toEqual([])
    },
  )

  it('sends a token in its header alone, and never in the clear', async () => {
    const { line, requests } = apiLine(created)
    await createMeasurement(line, { ...asked, token: 'secret' }, wanted)
    expect(requests[0]?.headers).toMatchObject({ authorization: 'Bearer secret' })
    expect(JSON.stringify({ ...requests[0], headers: {} })).not.toContain('secret')
    const clear = { base: 'http://api.globalping.io', token: 'secret' }
    expect(await createMeasurement(line, clear, wanted)).toEqual({ kind: 'unauthorized' })
    expect(requests).toHaveLength(1)
  })

  const blacklisted = { target: '"target" is a blacklisted address or domain' }
  it.each<[string, ApiAnswer | Failure, CreateOutcome]>([
    [
      'a listed target',
      { status: 400, body: error('validation_error', blacklisted) },
      { kind: 'listed', who: 'target' },
    ],
    [
      'another wrong target',
      { status: 400, body: error('validation_error', { target: '"target" must not be a private hostname' }) },
      { kind: 'refused', status: 400, code: 'validation_error' },
    ],
    [
      'a listed word elsewhere',
      { status: 400, body: error('validation_error', { locations: 'blacklisted' }) },
      { kind: 'refused', status: 400, code: 'validation_error' },
    ],
    ['a listed caller', { status: 403, body: error('access_forbidden') }, { kind: 'listed', who: 'caller' }],
    ['a guard before the API', { status: 403, body: '<html>' }, { kind: 'refused', status: 403 }],
    ['no probes', { status: 422, body: error('no_probes_found') }, { kind: 'no-probes' }],
    ['422 without a word', { status: 422 }, { kind: 'refused', status: 422 }],
    ['another 422', { status: 422, body: error('other') }, { kind: 'refused', status: 422, code: 'other' }],
    ['a stranger’s token', { status: 401, body: error('unauthorized') }, { kind: 'unauthorized' }],
    ['401 without a body', { status: 401 }, { kind: 'unauthorized' }],
    [
      'an hour used up',
      { status: 429, headers: { 'x-ratelimit-reset': '1800', 'x-ratelimit-remaining': '3' } },
      { kind: 'rate-limited', retryAfterS: 1800, remaining: 3 },
    ],
    [
      'Retry-After before all',
      { status: 429, headers: { 'retry-after': '4', 'x-ratelimit-reset': '1800' } },
      { kind: 'rate-limited', retryAfterS: 4 },
    ],
    ['a limit without a word', { status: 429, body: '<html>' }, { kind: 'rate-limited', retryAfterS: 60 }],
    [
      'a limit with nonsense',
      { status: 429, headers: { 'retry-after': '-1', 'x-ratelimit-remaining': 'NaN' } },
      { kind: 'rate-limited', retryAfterS: 60 },
    ],
    ['a fault', { status: 500, body: error('api_error') }, { kind: 'refused', status: 500, code: 'api_error' }],
    ['a code that is none', { status: 500, body: error('\u001b[31m') }, { kind: 'refused', status: 500 }],
    ['a redirect', { status: 302 }, { kind: 'refused', status: 302 }],
    ['nobody', 'timed-out', { kind: 'unreachable', failure: 'timed-out' }],
    ['a stranger', 'certificate-untrusted', { kind: 'unreachable', failure: 'certificate-untrusted' }],
    ['an interruption', 'cancelled', { kind: 'unreachable', failure: 'cancelled' }],
    ['megabytes', 'too-much', { kind: 'malformed' }],
    ['no HTTP', 'malformed', { kind: 'malformed' }],
    ['HTML', { body: '<html>' }, { kind: 'malformed' }],
    ['half of it', { status: 202, body: '{"id": "nzGzf' }, { kind: 'malformed' }],
    ['an id with a path', { status: 202, body: { id: '../limits', probesCount: 1 } }, { kind: 'malformed' }],
    ['an endless id', { status: 202, body: { id: 'x'.repeat(65), probesCount: 1 } }, { kind: 'malformed' }],
    ['half a probe', { status: 202, body: { id: 'x', probesCount: 0.5 } }, { kind: 'malformed' }],
    ['an army', { status: 202, body: { id: 'x', probesCount: 51 } }, { kind: 'malformed' }],
    ['null', { status: 202, body: 'null' }, { kind: 'malformed' }],
  ])('tells %s', async (_, answer, expected) => {
    expect(await createMeasurement(apiLine(answer).line, asked, wanted)).toEqual(expected)
  })

  it('survives whatever is answered', async () => {
    const kinds = ['created', 'listed', 'no-probes', 'rate-limited', 'unauthorized', 'refused', 'malformed']
    const text = fc.oneof(
      fc.string(),
      fc.json(),
      fc.json().map((json) => `{"error":${json}}`),
    )
    const headers = fc.record({ 'retry-after': fc.string(), 'x-ratelimit-remaining': fc.string() })
    const statuses = fc.oneof(fc.constantFrom(200, 202, 400, 401, 403, 422, 429), fc.integer({ min: 100, max: 599 }))
    await fc.assert(
      fc.asyncProperty(statuses, text, headers, async (status, body, headers) => {
        const outcome = await createMeasurement(apiLine({ status, body, headers }).line, asked, wanted)
        expect(kinds).toContain(outcome.kind)
        if (outcome.kind === 'rate-limited') expect(outcome.retryAfterS).toBeGreaterThanOrEqual(1)
      }),
    )
  })
})
