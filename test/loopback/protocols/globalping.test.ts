import { describe, expect, it, onTestFinished } from 'vitest'
import { type Trace, traced } from '../../../src/core/traced.ts'
import { type FakeGlobalping, type FakeGlobalpingOptions, fakeGlobalping } from '../../../src/demo/fake-globalping.ts'
import type { GlobalpingFault } from '../../../src/demo/globalping/faults.ts'
import { createMeasurement, type MeasurementWanted } from '../../../src/protocols/globalping/create-measurement.ts'
import type { GlobalpingAsked } from '../../../src/protocols/globalping/globalping-asked.ts'
import { globalpingLimits } from '../../../src/protocols/globalping/globalping-limits.ts'
import { measure } from '../../../src/protocols/globalping/measure.ts'
import { type Place, readPlaces, usualPlaces, usualProbes } from '../../../src/protocols/globalping/places.ts'
import { readMeasurement } from '../../../src/protocols/globalping/read-measurement.ts'
import { rerouted } from '../../../src/system/rerouted.ts'
import { openLine } from '../system/open-line.ts'

const api = '25.198.51.40'
const home = '25.203.113.7'
const wanted: MeasurementWanted = {
  target: home,
  port: 25,
  packets: 2,
  from: { places: usualPlaces, limit: usualProbes },
}

/** The API as a stranger wrote it, and a real line to it: TLS on loopback, under an invented address. */
async function world(options: Partial<FakeGlobalpingOptions> = {}, token?: string) {
  const fake: FakeGlobalping = await fakeGlobalping({ ends: () => 'answered', ...options })
  onTestFinished(() => fake.close())
  const trace: Trace = []
  const line = traced(rerouted(openLine(), { dial: { [`${api}:443`]: fake.at } }), trace)
  const asked: GlobalpingAsked = { base: `https://${api}`, trust: fake.pins, ...(token !== undefined && { token }) }
  const reads = () => fake.heard.filter(({ route }) => route === 'read')
  return { fake, line, asked, trace, reads }
}

function places(text: string): readonly Place[] {
  const read = readPlaces(text)
  if (!read.ok) throw new Error(read.wrong)
  return read.value
}

describe('a measurement', () => {
  it('of an open port is answered to probes in several networks of several continents', async () => {
    const { line, asked, reads } = await world()
    const outcome = await measure(line, asked, wanted, 5000)
    if (outcome.kind !== 'measured') throw new Error(outcome.kind)
    expect(outcome.running).toBe(false)
    const probes = outcome.results.map(({ probe }) => probe)
    expect(new Set(probes.map(({ continent }) => continent)).size).toBeGreaterThanOrEqual(2)
    expect(new Set(probes.map(({ asn }) => asn)).size).toBe(4)
    expect(outcome.results[0]).toEqual({
      probe: {
        continent: 'EU',
        country: 'FR',
        city: 'Paris',
        asn: 64_496,
        network: 'Hexagone Hosting',
        tags: ['datacenter-network'],
      },
      ended: 'answered',
      sent: 2,
      received: 2,
      rttMs: 20.5,
    })
    expect(reads()).toHaveLength(2)
  })

  it('that is slow is waited for; it tells every probe apart, and no closed port refused or filtered', async () => {
    const { line, asked, reads } = await world({
      unfinished: 3,
      ends: (_target, _port, { continent }) =>
        continent === 'EU' ? 'no-answer' : continent === 'NA' ? 'failed' : 'answered',
    })
    const outcome = await measure(line, asked, wanted, 5000)
    const ended = outcome.kind === 'measured' ? outcome.results.map((one) => [one.probe.continent, one.ended]) : []
    expect(ended).toEqual([
      ['EU', 'no-answer'],
      ['NA', 'failed'],
      ['AS', 'answered'],
      ['EU', 'no-answer'],
    ])
    expect(reads()).toHaveLength(4)
  })

  it('may be repeated from the very same probes, those who are gone included', async () => {
    const exchanger = 'mx.test'
    const { line, asked, fake } = await world({
      ends: (target, _port, { country }) =>
        target === home ? 'no-answer' : country === 'JP' ? 'offline' : country === 'FR' ? 'answered' : 'no-answer',
    })
    const first = await measure(line, asked, { ...wanted, from: { places: places('JP,FR,DE'), limit: 3 } }, 5000)
    if (first.kind !== 'measured') throw new Error(first.kind)
    expect(first.results.map(({ ended }) => ended)).toEqual(['no-answer', 'no-answer', 'no-answer'])
    const again: MeasurementWanted = { ...wanted, target: exchanger, family: 'v4', from: { sameAs: first.id } }
    const second = await measure(line, asked, again, 5000)
    const told = second.kind === 'measured' ? second.results.map((one) => [one.probe.country, one.ended]) : []
    expect(told).toEqual([
      ['JP', 'offline'],
      ['FR', 'answered'],
      ['DE', 'no-answer'],
    ])
    expect(JSON.parse(fake.heard.findLast(({ route }) => route === 'create')?.body ?? '')).toEqual({
      type: 'ping',
      target: exchanger,
      timeout: 5,
      locations: first.id,
      measurementOptions: { protocol: 'TCP', port: 25, packets: 2, ipVersion: 4 },
    })
  })

  it.each([
    ['FR,DE', ['FR', 'DE']],
    ['AS64500', ['US']],
    ['South America,oc', ['BR', 'AU']],
    ['São Paulo,London+GB', ['BR', 'GB']],
  ])('is made from where it is told: %s', async (text, countries) => {
    const { line, asked } = await world({ unfinished: 0 })
    const from = { places: places(text), limit: countries.length }
    const outcome = await measure(line, asked, { ...wanted, from }, 5000)
    expect(outcome.kind === 'measured' && outcome.results.map(({ probe }) => probe.country)).toEqual(countries)
  })

  it('finds no probe where there is none, and none of a measurement that is gone', async () => {
    const { line, asked } = await world()
    const nowhere = { ...wanted, from: { places: places('Ultima Thule'), limit: 1 } }
    expect(await measure(line, asked, nowhere, 5000)).toEqual({ kind: 'no-probes' })
    expect(await measure(line, asked, { ...wanted, from: { sameAs: 'gone' } }, 5000)).toEqual({ kind: 'no-probes' })
    expect(await readMeasurement(line, asked, 'gone')).toEqual({ kind: 'refused', status: 404, code: 'not_found' })
  })

  it('that never ends is left when its time is over, and every probe is told as it stands', async () => {
    const { line, asked, reads } = await world({ unfinished: Number.POSITIVE_INFINITY })
    const startedMs = performance.now()
    const outcome = await measure(line, asked, wanted, 2200)
    expect(performance.now() - startedMs).toBeLessThan(3500)
    if (outcome.kind !== 'measured') throw new Error(outcome.kind)
    expect(outcome.running).toBe(true)
    expect(new Set(outcome.results.map(({ ended }) => ended))).toEqual(new Set(['in-progress']))
    const gaps = reads().map(({ atMs }, index, all) => atMs - (all[index - 1]?.atMs ?? Number.NEGATIVE_INFINITY))
    expect(gaps.length).toBeGreaterThanOrEqual(2)
    expect(Math.min(...gaps)).toBeGreaterThan(490)
  })

  it('survives an answer that is lost on the way', async () => {
    const { line, asked, reads } = await world({
      fault: (route, nth) => (route === 'read' && nth < 2 ? (['hung-up', 'unavailable'] as const)[nth] : undefined),
    })
    expect(await measure(line, asked, wanted, 6000)).toMatchObject({ kind: 'measured', running: false })
    expect(reads()).toHaveLength(4)
  })

  it('is not asked after any quicker where that was too quick', async () => {
    const { line, asked, reads } = await world({
      fault: (route, nth) => (route === 'read' && nth === 0 ? 'rate-limited' : undefined),
    })
    // It is to be asked again after 17 s, which is too late.
    expect(await measure(line, asked, wanted, 3000)).toEqual({ kind: 'rate-limited', retryAfterS: 17 })
    expect(reads()).toHaveLength(1)
  })
})

describe('the API in trouble', () => {
  const troubles: readonly (readonly [GlobalpingFault, unknown])[] = [
    ['listed-target', { kind: 'listed', who: 'target' }],
    ['listed-caller', { kind: 'listed', who: 'caller' }],
    ['no-probes', { kind: 'no-probes' }],
    ['rate-limited', { kind: 'rate-limited', retryAfterS: 17 }],
    ['rate-limited-mutely', { kind: 'rate-limited', retryAfterS: 60 }],
    ['unauthorized', { kind: 'unauthorized' }],
    ['internal-error', { kind: 'refused', status: 500, code: 'api_error' }],
    ['unavailable', { kind: 'refused', status: 503 }],
    ['moved', { kind: 'refused', status: 302 }],
    ['html', { kind: 'malformed' }],
    ['truncated', { kind: 'malformed' }],
    ['megabytes', { kind: 'malformed' }],
  ]

  it.each(troubles)('is told for what it is, whatever it is asked for: %s', async (fault, expected) => {
    const { line, asked } = await world({ fault: () => fault })
    expect(await createMeasurement(line, asked, wanted)).toEqual(expected)
    expect(await readMeasurement(line, asked, 'abc')).toEqual(expected)
    expect(await globalpingLimits(line, asked)).toEqual(expected)
    expect(await measure(line, asked, wanted, 2000)).toEqual(expected)
  })

  it('is out of reach where it hangs up, keeps silent, or is another', async () => {
    const gone = await world({ fault: () => 'hung-up' })
    expect(await createMeasurement(gone.line, gone.asked, wanted)).toMatchObject({ kind: 'unreachable' })
    const mute = await world({ fault: () => 'silent' })
    const silence = { kind: 'unreachable', failure: 'timed-out' }
    expect(await createMeasurement(mute.line, mute.asked, wanted, 300)).toEqual(silence)
    const { line, asked } = await world({}, 'secret')
    const stranger = { kind: 'unreachable', failure: 'wrong-key' }
    expect(await createMeasurement(line, { ...asked, trust: ['A'.repeat(43)] }, wanted)).toEqual(stranger)
  })

  it('that answers with malice is believed in nothing', async () => {
    const { line, asked } = await world({ fault: (route) => (route === 'read' ? 'hostile' : undefined) })
    const outcome = await measure(line, asked, wanted, 5000)
    if (outcome.kind !== 'measured') throw new Error(outcome.kind)
    const ended = outcome.results.map((one) => one.ended)
    expect(ended).toEqual(['failed', 'failed', 'failed', 'failed', 'answered', 'failed'])
    expect(outcome.results.every(({ rttMs }) => rttMs === undefined)).toBe(true)
    expect('polluted' in {}).toBe(false)
    expect(JSON.stringify(outcome)).not.toContain('polluted')
  })
})

describe('the ration', () => {
  it('is told, and used up', async () => {
    const { line, asked } = await world({ ration: 6, unfinished: 0 })
    expect(await globalpingLimits(line, asked)).toEqual({ kind: 'limits', limit: 6, remaining: 6, resetS: 3600 })
    expect(await createMeasurement(line, asked, wanted)).toMatchObject({ kind: 'created', probes: 4 })
    expect(await globalpingLimits(line, asked)).toMatchObject({ remaining: 2 })
    const over = { kind: 'rate-limited', retryAfterS: 3600, remaining: 2 }
    expect(await measure(line, asked, wanted, 2000)).toEqual(over)
  })

  it('is another with a token, which nobody else gets to see', async () => {
    const token = 'gp0123456789abcdefghijklmnopqrstuv'
    const { line, asked, fake, trace } = await world({ tokens: [token] }, token)
    const told = [await globalpingLimits(line, asked), await measure(line, asked, wanted, 5000)]
    expect(told).toMatchObject([{ kind: 'limits', credits: 1000 }, { kind: 'measured' }])
    expect(fake.heard.map(({ headers }) => headers.authorization)).toEqual(Array(4).fill(`Bearer ${token}`))
    expect(JSON.stringify([told, trace, fake.heard.map(({ body }) => body)])).not.toContain(token)
    expect(trace.length).toBeGreaterThan(3)
    const unknown = { ...asked, token: 'another' }
    expect(await createMeasurement(line, unknown, wanted)).toEqual({ kind: 'unauthorized' })
  })
})
