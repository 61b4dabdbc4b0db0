import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readResults } from '../../../../src/protocols/globalping/probe-result.ts'
import { type ReadOutcome, readMeasurement } from '../../../../src/protocols/globalping/read-measurement.ts'
import { apiLine } from './api-line.ts'
import { finished, measurement, probe, probeRead } from './measurement-fixture.ts'

const asked = { base: 'https://api.globalping.io' }
const id = 'nzGzfAGL7sZfUs3c'
const read = (body: unknown): Promise<ReadOutcome> => readMeasurement(apiLine({ body }).line, asked, id)

describe('readMeasurement', () => {
  it('reads a measurement as the API writes it', async () => {
    const { line, requests } = apiLine({ body: measurement([finished(3)]) })
    expect(await readMeasurement(line, asked, id)).toEqual({
      kind: 'measured',
      id,
      running: false,
      results: [{ probe: probeRead, ended: 'answered', sent: 3, received: 3, rttMs: 24.174 }],
    })
    expect(requests).toMatchObject([{ method: 'GET', url: `https://api.globalping.io/v1/measurements/${id}` }])
    expect(requests[0]).not.toHaveProperty('body')
  })

  const none = { sent: 0, received: 0 }
  it.each<[string, unknown, object]>([
    ['one connection of three', finished(1), { ended: 'answered', sent: 3, received: 1, rttMs: 24.174 }],
    ['no connection', finished(0), { ended: 'no-answer', sent: 3, received: 0 }],
    ['a probe at work', { status: 'in-progress', rawOutput: '' }, { ended: 'in-progress', ...none }],
    ['a probe that is gone', { status: 'offline', rawOutput: 'Words.' }, { ended: 'offline', ...none }],
    ['a probe that could not', { status: 'failed', failureSource: 'target' }, { ended: 'failed', ...none }],
    ['a failure with numbers', { ...finished(3), status: 'failed' }, { ended: 'failed', ...none }],
    ['an end without numbers', { status: 'finished' }, { ended: 'failed', ...none }],
    ['a word of tomorrow', { ...finished(3), status: 'postponed' }, { ended: 'failed', ...none }],
    ['output that says otherwise', { ...finished(0), rawOutput: 'Reply: tcp_conn=1' }, { ended: 'no-answer' }],
  ])('tells %s', async (_, result, expected) => {
    const outcome = await read(measurement([result]))
    expect(outcome).toMatchObject({ kind: 'measured', results: [expected] })
  })

  it.each([
    { total: 3, rcv: 4 },
    { total: 0, rcv: 0 },
    { total: 3, rcv: -1 },
    { total: 3, rcv: 0.5 },
    { total: 3, rcv: '3' },
    { total: 3, rcv: null },
    { total: 1e9, rcv: 1e9 },
    { rcv: 3 },
    null,
    [],
  ])('believes no numbers that cannot be true, and the other probes all the same: %j', async (stats) => {
    const outcome = await read(measurement([{ status: 'finished', stats }, finished(2)]))
    expect(outcome).toMatchObject({ kind: 'measured', results: [{ ended: 'failed' }, { ended: 'answered' }] })
  })

  it.each([-1, 1e300, '24', null, undefined])('does without a time that is none: %j', async (min) => {
    const outcome = await read(measurement([{ status: 'finished', stats: { total: 1, rcv: 1, min } }]))
    expect(outcome.kind === 'measured' && outcome.results).toEqual([
      { probe: probeRead, ended: 'answered', sent: 1, received: 1 },
    ])
  })

  it('says whether it is still running; every other word is the end', async () => {
    expect(await read(measurement([finished(3)], 'in-progress'))).toMatchObject({ running: true })
    expect(await read(measurement([finished(3)], 'given-up'))).toMatchObject({ running: false })
  })

  const bad = (part: object) => ({
    ...measurement([]),
    results: [{ probe: { ...probe, ...part }, result: finished(3) }],
  })
  it.each<[string, unknown]>([
    ['another measurement', { ...measurement([]), id: 'another' }],
    ['another type', { ...measurement([]), type: 'http' }],
    ['no results', { ...measurement([]), results: {} }],
    ['results without probes', { ...measurement([]), results: [{ result: finished(3) }] }],
    ['more probes than may be', measurement(Array.from({ length: 51 }, () => finished(0)))],
    ['a country that is none', bad({ country: 'France' })],
    ['a network without a number', bad({ asn: 'AS1' })],
    ['an endless city', bad({ city: 'x'.repeat(129) })],
    ['endless tags', bad({ tags: Array.from({ length: 65 }, () => 'x') })],
    ['tags that are none', bad({ tags: [{}] })],
    ['HTML', '<html>'],
    ['half of it', JSON.stringify(measurement([finished(3)])).slice(0, -10)],
    ['a list', []],
  ])('finds %s malformed', async (_, body) => {
    expect(await read(body)).toEqual({ kind: 'malformed' })
  })

  it.each(['', '../limits', 'a b', 'x'.repeat(65), 'é'])('asks for no id that is none: %j', async (id) => {
    const { line, requests } = apiLine({ body: {} })
    expect(await readMeasurement(line, asked, id)).toEqual({ kind: 'unsuitable', what: 'id' })
    expect(requests).toEqual([])
  })

  it('is cut short anywhere without harm', async () => {
    const whole = JSON.stringify(measurement([finished(3), finished(0)]))
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: whole.length - 1 }), async (length) => {
        expect(await read(whole.slice(0, length))).toEqual({ kind: 'malformed' })
      }),
    )
  })
})

describe('readResults', () => {
  it('reads back what probes count', () => {
    const counts = fc
      .integer({ min: 1, max: 16 })
      .chain((total) => fc.record({ total: fc.constant(total), rcv: fc.integer({ min: 0, max: total }) }))
    fc.assert(
      fc.property(fc.array(counts, { maxLength: 50 }), (all) => {
        const results = readResults(all.map((stats) => ({ probe, result: { status: 'finished', stats } })))
        expect(results).toEqual(
          all.map(({ total, rcv }) => ({
            probe: probeRead,
            ended: rcv > 0 ? 'answered' : 'no-answer',
            sent: total,
            received: rcv,
          })),
        )
      }),
    )
  })

  it('never has a connection where none was counted, whatever else is said', () => {
    const result = fc.oneof(
      fc.record({ status: fc.constantFrom('finished', 'failed', 'offline'), stats: fc.anything() }),
      fc.record({ status: fc.string(), stats: fc.record({ total: fc.anything(), rcv: fc.anything() }) }),
      fc.anything(),
    )
    fc.assert(
      fc.property(fc.array(fc.record({ probe: fc.constant(probe), result }), { maxLength: 3 }), (body) => {
        for (const { ended, sent, received } of readResults(body) ?? []) {
          expect(ended === 'answered').toBe(received > 0)
          expect(received).toBeLessThanOrEqual(sent)
          expect(sent).toBeLessThanOrEqual(16)
        }
      }),
    )
  })

  it('takes no harm from anything', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.anything(), fc.array(fc.record({ probe: fc.anything(), result: fc.anything() }))),
        (body) => {
          readResults(body)
        },
      ),
    )
  })
})
