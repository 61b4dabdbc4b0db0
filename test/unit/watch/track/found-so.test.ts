import { describe, expect, it } from 'vitest'
import type { WatchRecord } from '../../../../src/history/record.ts'
import { began, type Broken, type Script, simulated } from './simulated.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

function wall(ms: number): string {
  return new Date(began + ms).toISOString()
}

function outagesOf(script: Script): readonly WatchRecord[] {
  return simulated(script).records.filter(({ kind }) => kind === 'outage-began' || kind === 'outage-ended')
}

describe('an interruption that is there when the watching begins', () => {
  const down = (place: Broken['place'], toMs: number) => ({ fromMs: 0, toMs, place })

  it.each([
    ['no-lease', 'home'],
    ['no-carrier', 'home'],
    ['machine', 'machine'],
    ['unreachable', 'provider-or-beyond'],
    ['provider', 'provider-or-beyond'],
  ] as const)('is told from the first look on (%s), where the line is known to have worked', (place, said) => {
    for (const intervalMs of [1000, 30_000]) {
      const outages = [down(place, 2 * hour)]
      const script = {
        workedBefore: ['v4'],
        without: ['probe', 'hop'],
        intervalMs,
        outages,
        untilMs: 3 * hour,
      } as const
      const [first, last, ...more] = outagesOf(script)
      expect(more).toEqual([])
      const known = { foundSo: true, family: 'v4', from: { time: wall(0), withinMs: 0 } }
      expect(first).toMatchObject({ ...known, kind: 'outage-began' })
      expect(Date.parse(first?.at ?? '')).toBeLessThanOrEqual(began + 2 * minute)
      expect(last).toMatchObject({ ...known, kind: 'outage-ended' })
      // A router that was never heard here is no witness: only the machine itself says more.
      expect(last).toMatchObject({ place: said })
      if (last?.kind === 'outage-ended')
        expect(Math.abs(last.tookMs - 2 * hour)).toBeLessThanOrEqual(Math.max(5000, intervalMs))
    }
  })

  it('is none where the machine has only just started, and looks for its network', () => {
    for (const place of ['no-lease', 'no-carrier', 'no-names'] as const) {
      const outages = [down(place, 30_000)]
      expect(outagesOf({ workedBefore: ['v4', 'v6'], families: ['v4', 'v6'], outages, untilMs: hour })).toEqual([])
    }
  })

  it('is none where the names of all others cannot be looked up: nobody was asked', () => {
    const outages = [down('no-names', hour)]
    const script = { workedBefore: ['v4', 'v6'], families: ['v4', 'v6'], outages, untilMs: 2 * hour } as const
    expect(outagesOf(script)).toEqual([])
  })

  it('is none where nobody knows that there was ever a line', () => {
    for (const place of ['no-lease', 'no-names'] as const)
      expect(outagesOf({ outages: [down(place, hour)], untilMs: 2 * hour })).toEqual([])
  })

  it('is one where a router of IPv4 says that it knows no way', () => {
    const outages = [down('unreachable', hour)]
    expect(outagesOf({ outages, untilMs: 2 * hour })).toMatchObject([{ foundSo: true }, { foundSo: true }])
  })

  it('is one where a family that used to be there is not', () => {
    const outages = [{ ...down('no-lease', hour), family: 'v6' as const }]
    const script = { families: ['v4', 'v6'], workedBefore: ['v4', 'v6'], outages, untilMs: 2 * hour } as const
    expect(outagesOf(script)).toMatchObject([
      { family: 'v6', foundSo: true },
      { family: 'v6', foundSo: true },
    ])
  })
})

describe('an interruption and a sleep', () => {
  const sleeps = [{ atMs: 5 * minute, forMs: hour }]

  it('that begins in it was found so', () => {
    const outages = [{ fromMs: 10 * minute, toMs: 2 * hour, place: 'home' }] as const
    const found = outagesOf({ sleeps, outages, untilMs: 3 * hour })
    expect(found).toMatchObject([{ foundSo: true }, { foundSo: true }])
  })

  it('that begins after it was seen to begin', () => {
    const outages = [{ fromMs: 90 * minute, toMs: 2 * hour, place: 'beyond' }] as const
    const found = outagesOf({ sleeps, outages, untilMs: 3 * hour })
    expect(found.map((record) => 'foundSo' in record)).toEqual([false, false])
  })

  it('that ends in it ended at any time of it', () => {
    const outages = [{ fromMs: 4 * minute, toMs: 50 * minute, place: 'home' }] as const
    const [, ended] = outagesOf({ sleeps, outages, untilMs: 3 * hour })
    if (ended?.kind !== 'outage-ended') expect.fail()
    expect(Math.abs(Date.parse(ended.to.time) - began - 5 * minute)).toBeLessThanOrEqual(1000)
    expect(ended.to.withinMs).toBeGreaterThan(45 * minute)
    expect(Math.abs(ended.tookMs - minute)).toBeLessThanOrEqual(2000)
  })
})

describe('a family that was never heard', () => {
  const families = ['v4', 'v6'] as const

  it.each([0, 1000, 30_000])('is not interrupted while the other works, nor with it (from %i ms)', (fromMs) => {
    const nowhere = { fromMs: 0, toMs: day, place: 'beyond', family: 'v6' } as const
    const both = { fromMs, toMs: fromMs + 10 * minute, place: 'provider', family: 'v4' } as const
    const found = outagesOf({ families, outages: [nowhere, both], untilMs: hour })
    expect(found.map((record) => 'family' in record && record.family)).toEqual(['v4', 'v4'])
  })

  it('is interrupted where it used to work', () => {
    const nowhere = { fromMs: 0, toMs: day, place: 'beyond', family: 'v6' } as const
    const found = outagesOf({ families, outages: [nowhere], workedBefore: ['v6'], untilMs: hour })
    expect(found).toMatchObject([{ kind: 'outage-began', family: 'v6', foundSo: true }])
  })
})

it('for a family that has been gone for a day, others are asked no more than usual', () => {
  const gone = { fromMs: 10 * minute, toMs: 3 * day, place: 'beyond', family: 'v6' } as const
  const { looks } = simulated({ families: ['v4', 'v6'], intervalMs: 30_000, outages: [gone], untilMs: 2 * day })
  const all = looks.filter(({ atMs, whom }) => atMs > day + hour && whom === 'all')
  expect(all.length).toBeGreaterThan(200)
  expect(all.length).toBeLessThanOrEqual((23 * hour) / (5 * minute))
})
