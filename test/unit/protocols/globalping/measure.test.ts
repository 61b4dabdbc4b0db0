import { describe, expect, it } from 'vitest'
import type { Failure } from '../../../../src/core/failure.ts'
import { globalpingLimits, type LimitsOutcome } from '../../../../src/protocols/globalping/globalping-limits.ts'
import type { MeasurementWanted } from '../../../../src/protocols/globalping/create-measurement.ts'
import { measure } from '../../../../src/protocols/globalping/measure.ts'
import { usualPlaces, usualProbes } from '../../../../src/protocols/globalping/places.ts'
import { type ApiAnswer, apiLine } from './api-line.ts'
import { finished, measurement } from './measurement-fixture.ts'

const asked = { base: 'https://api.globalping.io' }
const wanted: MeasurementWanted = {
  target: '25.203.113.7',
  port: 25,
  packets: 3,
  from: { places: usualPlaces, limit: usualProbes },
}
const created: ApiAnswer = { status: 202, body: { id: 'nzGzfAGL7sZfUs3c', probesCount: 1 } }
const running: ApiAnswer = { body: measurement([{ status: 'in-progress' }], 'in-progress') }
const done: ApiAnswer = { body: measurement([finished(0)]) }
const limited = (s: number): ApiAnswer => ({ status: 429, headers: { 'retry-after': String(s) } })
const asItStood = { kind: 'measured', running: true, results: [{ ended: 'in-progress' }] }

describe('measure', () => {
  it('reads every half second until all is done', async () => {
    const { line, atMs } = apiLine(created, running, running, done)
    const outcome = await measure(line, asked, wanted, 10_000)
    expect(outcome).toMatchObject({ kind: 'measured', running: false, results: [{ ended: 'no-answer' }] })
    expect(atMs).toEqual([0, 500, 1000, 1500])
  })

  it('waits as long as it is told to after one reading too many, and is slower from then on', async () => {
    const { line, atMs } = apiLine(created, limited(4), running, running, limited(1), running, done)
    expect(await measure(line, asked, wanted, 60_000)).toMatchObject({ running: false })
    expect(atMs).toEqual([0, 500, 4500, 5500, 6500, 8500, 10_500])
  })

  it('never asks for a time beyond its own', async () => {
    const { line, requests, atMs } = apiLine(created, running)
    expect(await measure(line, asked, wanted, 1800)).toMatchObject(asItStood)
    expect(atMs).toEqual([0, 500, 1000, 1500])
    expect(requests.map(({ ms }) => ms)).toEqual([1800, 1300, 800, 300])
  })

  it('tells that the API wants it to wait where nothing else is known', async () => {
    expect(await measure(apiLine(created, limited(5)).line, asked, wanted, 4000)).toEqual({
      kind: 'rate-limited',
      retryAfterS: 5,
    })
    expect(await measure(apiLine(created, running, limited(5)).line, asked, wanted, 4000)).toMatchObject(asItStood)
  })

  it('has nothing to tell where there was no time to read', async () => {
    const { line, requests } = apiLine(created, done)
    expect(await measure(line, asked, wanted, 400)).toEqual({ kind: 'unreachable', failure: 'timed-out' })
    expect(requests).toHaveLength(1)
  })

  it('takes two failures in its stride, and not three', async () => {
    const fault = { status: 502, body: '<html>' }
    expect(await measure(apiLine(created, 'reset', fault, done).line, asked, wanted, 9000)).toMatchObject({
      running: false,
    })
    expect(
      await measure(apiLine(created, 'reset', fault, running, fault, 'reset', done).line, asked, wanted, 9000),
    ).toMatchObject({ running: false })
    const { line, requests } = apiLine(created, 'reset', 'timed-out', fault, done)
    expect(await measure(line, asked, wanted, 9000)).toEqual({ kind: 'refused', status: 502 })
    expect(requests).toHaveLength(4)
    expect(await measure(apiLine(created, running, 'reset').line, asked, wanted, 9000)).toMatchObject(asItStood)
  })

  it.each<[string, ApiAnswer | Failure, object]>([
    ['an interruption', 'cancelled', { kind: 'unreachable', failure: 'cancelled' }],
    ['nonsense', { body: '<html>' }, { kind: 'malformed' }],
    ['a measurement that is gone', { status: 404 }, { kind: 'refused', status: 404 }],
    [
      'a caller who is listed by now',
      { status: 403, body: { error: { type: 'access_forbidden' } } },
      { kind: 'listed' },
    ],
  ])('ends at once with %s', async (_, answer, expected) => {
    const { line, requests } = apiLine(created, running, answer, done)
    expect(await measure(line, asked, wanted, 9000)).toMatchObject(expected)
    expect(requests).toHaveLength(3)
  })

  it('reads nothing that was not begun', async () => {
    const { line, requests } = apiLine({ status: 422, body: { error: { type: 'no_probes_found' } } }, done)
    expect(await measure(line, asked, wanted, 9000)).toEqual({ kind: 'no-probes' })
    expect(requests).toHaveLength(1)
  })
})

describe('globalpingLimits', () => {
  const create = { type: 'ip', limit: 250, remaining: 95, reset: 3599 }
  const body = { rateLimit: { measurements: { create } } }
  it.each<[string, unknown, LimitsOutcome]>([
    ['those of an address', body, { kind: 'limits', limit: 250, remaining: 95, resetS: 3599 }],
    [
      'those of a token',
      { ...body, credits: { remaining: 1000 } },
      { kind: 'limits', limit: 250, remaining: 95, resetS: 3599, credits: 1000 },
    ],
    ['nothing', {}, { kind: 'malformed' }],
    [
      'numbers that are none',
      { rateLimit: { measurements: { create: { ...create, remaining: '95' } } } },
      { kind: 'malformed' },
    ],
    ['a debt', { rateLimit: { measurements: { create: { ...create, remaining: -1 } } } }, { kind: 'malformed' }],
    ['HTML', '<html>', { kind: 'malformed' }],
  ])('reads %s', async (_, body, expected) => {
    const { line, requests } = apiLine({ body })
    expect(await globalpingLimits(line, asked)).toEqual(expected)
    expect(requests).toMatchObject([{ method: 'GET', url: 'https://api.globalping.io/v1/limits' }])
  })
})
