import { describe, expect, it } from 'vitest'
import type { WatchRecord } from '../../../../src/history/record.ts'
import type { AddressSeenNow } from '../../../../src/watch/look.ts'
import { began, type Script, simulated } from './simulated.ts'

const minute = 60_000
const hour = 60 * minute

function wall(ms: number): string {
  return new Date(began + ms).toISOString()
}

/** What is written, the summary left out unless asked for. */
function written(script: Script, kinds?: readonly WatchRecord['kind'][]): readonly WatchRecord[] {
  return simulated(script).records.filter(({ kind }) => (kinds ? kinds.includes(kind) : kind !== 'quality'))
}

/** How far a time in a record is from the true one, ms. */
function off(time: string | undefined, trueMs: number): number {
  return Math.abs(Date.parse(time ?? '') - began - trueMs)
}

describe('when nobody looked', () => {
  it('a sleep is a sleep and no interruption', () => {
    const [only, ...more] = written({
      intervalMs: 30_000,
      untilMs: 2 * hour,
      sleeps: [{ atMs: 10 * minute, forMs: hour }],
    })
    expect(more).toEqual([])
    expect(only).toMatchObject({ kind: 'not-watched', why: 'asleep' })
    if (only?.kind !== 'not-watched') return
    expect(Date.parse(only.to) - Date.parse(only.from)).toBe(hour)
    expect(off(only.from, 10 * minute)).toBeLessThanOrEqual(30_000)
  })

  it('a program that was stopped was stopped', () => {
    const [only, ...more] = written({ untilMs: 10 * minute, stops: [{ atMs: 3 * minute, forMs: 2 * minute }] })
    expect(more).toEqual([])
    expect(only).toMatchObject({ kind: 'not-watched', why: 'stopped' })
  })

  it('a silence that was broken off by a sleep was none', () => {
    const outages = [{ fromMs: 3 * minute, toMs: 3 * minute + 1500, place: 'home' }] as const
    const sleeps = [{ atMs: 3 * minute + 1000, forMs: hour }]
    expect(written({ untilMs: 2 * hour, outages, sleeps }).map(({ kind }) => kind)).toEqual(['not-watched'])
  })

  it('an interruption that came or went meanwhile is counted as far as it was watched', () => {
    const sleeps = [{ atMs: 5 * minute, forMs: hour }]
    const awake = 5 * minute + hour
    const [came] = written(
      { untilMs: 2 * hour, sleeps, outages: [{ fromMs: 10 * minute, toMs: awake + 20_000, place: 'home' }] },
      ['outage-ended'],
    )
    expect(came).toMatchObject({ kind: 'outage-ended' })
    if (came?.kind !== 'outage-ended') return
    expect(off(came.from.time, awake)).toBeLessThanOrEqual(1000)
    expect(Math.abs(came.tookMs - 20_000)).toBeLessThanOrEqual(2000)

    const [went] = written(
      { untilMs: 2 * hour, sleeps, outages: [{ fromMs: 4 * minute, toMs: awake - 5000, place: 'home' }] },
      ['outage-ended'],
    )
    expect(went).toMatchObject({ kind: 'outage-ended' })
    if (went?.kind !== 'outage-ended') return
    expect(off(went.to.time, 5 * minute)).toBeLessThanOrEqual(1000)
    expect(off(went.to.time, awake - 5000)).toBeLessThanOrEqual(went.to.withinMs)
    expect(Math.abs(went.tookMs - minute)).toBeLessThanOrEqual(2000)

    const [lasted] = written(
      { untilMs: 2 * hour, sleeps, outages: [{ fromMs: 4 * minute, toMs: awake + minute, place: 'home' }] },
      ['outage-ended'],
    )
    expect(lasted).toMatchObject({ kind: 'outage-ended' })
    if (lasted?.kind !== 'outage-ended') return
    expect(off(lasted.to.time, awake + minute)).toBeLessThanOrEqual(1000)
    expect(Math.abs(lasted.tookMs - 2 * minute)).toBeLessThanOrEqual(2000)
  })
})

describe('a clock that was set', () => {
  it.each([hour, -hour, 5000, -5000])('by %i ms is told, and nothing else', (byMs) => {
    const records = written({ untilMs: 3 * minute, clockSets: [{ atMs: minute + 500, byMs }] })
    expect(records).toEqual([{ kind: 'clock-set', was: wall(minute), at: wall(minute + byMs) }])
  })

  it('by a second is not told, and times are right all the same', () => {
    const outages = [{ fromMs: 2 * minute, toMs: 3 * minute, place: 'home' }] as const
    const records = written({ untilMs: 5 * minute, outages, clockSets: [{ atMs: minute, byMs: 1000 }] })
    expect(records.map(({ kind }) => kind)).toEqual(['outage-began', 'outage-ended'])
    if (records[1]?.kind !== 'outage-ended') return
    expect(off(records[1].from.time, 2 * minute + 1000)).toBeLessThanOrEqual(1000)
  })

  it('during an interruption moves its begin along, and does not make it longer', () => {
    const outages = [{ fromMs: 2 * minute, toMs: 3 * minute, place: 'provider' }] as const
    const records = written({ untilMs: 5 * minute, outages, clockSets: [{ atMs: 2.5 * minute, byMs: hour }] })
    expect(records.map(({ kind }) => kind)).toEqual(['outage-began', 'clock-set', 'outage-ended'])
    const ended = records[2]
    if (ended?.kind !== 'outage-ended') return
    expect(off(ended.from.time, 2 * minute + hour)).toBeLessThanOrEqual(1000)
    expect(off(ended.to.time, 3 * minute + hour)).toBeLessThanOrEqual(1000)
    expect(Math.abs(ended.tookMs - minute)).toBeLessThanOrEqual(2000)
  })
})

describe('a router', () => {
  const routerStartsMs = [-hour, 3 * minute + 40_000]
  const broken = { fromMs: 3 * minute, toMs: 3 * minute + 50_000, place: 'home' } as const

  it('that says that it restarted was to blame', () => {
    const records = written({ untilMs: 6 * minute, outages: [broken], routerStartsMs })
    expect(records.map((record) => [record.kind, 'place' in record && record.place])).toEqual([
      ['outage-began', 'home'],
      ['outage-ended', 'router'],
      ['router-restarted', false],
    ])
  })

  it('may say so some time later', () => {
    const records = written({ untilMs: 6 * minute, outages: [broken], routerStartsMs, routerTellsAfterMs: 60_000 })
    expect(records.map(({ kind }) => kind)).toEqual(['outage-began', 'outage-ended', 'router-restarted'])
    expect(records.at(-1)).toMatchObject({ since: expect.stringMatching(/^2026-11-24T00:03:(39|40|41)/) })
  })

  it('that goes down slowly, its provider first, is no fault of the provider', () => {
    const outages = [
      { fromMs: 3 * minute, toMs: 3 * minute + 10_000, place: 'provider' },
      { fromMs: 3 * minute + 10_000, toMs: 3 * minute + 60_000, place: 'home' },
      { fromMs: 3 * minute + 60_000, toMs: 5 * minute, place: 'provider' },
    ] as const
    const records = written({ untilMs: 8 * minute, outages })
    expect(records.map((record) => [record.kind, 'place' in record && record.place])).toEqual([
      ['outage-began', 'provider'],
      ['outage-ended', 'home'],
    ])
  })

  it('whose plug is pulled in despair is not to blame', () => {
    const outages = [
      { fromMs: 3 * minute, toMs: 6 * minute, place: 'provider' },
      { fromMs: 6 * minute, toMs: 8 * minute, place: 'home' },
      { fromMs: 8 * minute, toMs: 9 * minute, place: 'provider' },
    ] as const
    const [ended] = written({ untilMs: 12 * minute, outages, routerStartsMs: [-hour, 7 * minute] }, ['outage-ended'])
    expect(ended).toMatchObject({ place: 'provider' })
  })

  it('that is another one is another line, at the second look', () => {
    const lineAt = (ms: number) => ({ gateway: ms < minute || ms === 90_000 ? 'one' : 'other' })
    expect(written({ untilMs: 3 * minute, lineAt })).toEqual([
      { kind: 'line', at: wall(minute + 1000), line: { gateway: 'other' } },
    ])
  })
})

describe('a witness', () => {
  it('that is gone while others answer is called silent, and called back, and is no loss of the line', () => {
    const mute = [{ witness: 'probe', fromMs: 10 * minute, toMs: 30 * minute }]
    const { records } = simulated({ untilMs: 50 * minute, mute })
    expect(records.map((record) => [record.kind, 'silent' in record && record.silent])).toEqual([
      ['witness', true],
      ['witness', false],
      ['quality', false],
    ])
    expect(off(records[0]?.at, 12 * minute)).toBeLessThanOrEqual(minute)
    expect(off(records[1]?.at, 30 * minute)).toBeLessThanOrEqual(5000)
  })

  it('that was never heard begins no interruption', () => {
    const mute = [{ witness: 'probe', fromMs: 0 }]
    expect(written({ untilMs: hour, mute }).map(({ kind }) => kind)).toEqual(['witness'])
  })

  it('of all but one that fall silent one after the other makes none', () => {
    const mute = ['a', 'b', 'c', 'd', 'e', 'f'].map((witness, index) => ({
      witness,
      fromMs: (index + 1) * 20 * minute,
    }))
    const records = written({ untilMs: 5 * hour, intervalMs: 30_000, mute })
    expect(new Set(records.map(({ kind }) => kind))).toEqual(new Set(['witness']))
    expect(records).toHaveLength(6)
  })
})

describe('how often', () => {
  const often = (script: Script) => {
    const { looks } = simulated(script)
    return looks.filter(({ whom }) => whom === 'all').length
  }

  it('public witnesses are asked every five minutes while all is well', () => {
    expect(often({ untilMs: 2 * hour, intervalMs: 30_000 })).toBeLessThanOrEqual(30)
  })

  it.each(['hop', 'gateway'])('public witnesses are spared the moods of a %s that is gone', (witness) => {
    const mute = [{ witness, fromMs: hour }]
    const all = often({ untilMs: 5 * hour, intervalMs: 30_000, mute, without: ['probe'] })
    expect(all).toBeLessThanOrEqual(90)
  })

  it('public witnesses are spared the moods of a router that loses every second ping', () => {
    const script = {
      untilMs: 5 * hour,
      intervalMs: 30_000,
      lossPercent: { gateway: 50 },
      without: ['probe', 'hop'],
    } as const
    expect(often(script)).toBeLessThanOrEqual(250)
  })

  it('public witnesses are spared a pool of addresses', () => {
    const addressesAt = (ms: number): readonly AddressSeenNow[] => [
      { what: 'public', family: 'v4', address: `192.0.2.${Math.floor(ms / 1000) % 7}`, witness: 'a' },
    ]
    expect(often({ untilMs: 5 * hour, intervalMs: 30_000, addressesAt })).toBeLessThanOrEqual(120)
  })

  it('everybody is asked while the line is down: every second at first, then less and less', () => {
    const { looks } = simulated({
      untilMs: 4 * hour,
      intervalMs: 30_000,
      outages: [{ fromMs: 0, toMs: 4 * hour, place: 'provider' }],
    })
    const within = (fromMs: number, toMs: number) =>
      looks.filter(({ atMs, whom }) => whom === 'all' && atMs >= fromMs && atMs < toMs).length
    expect(within(minute, 2 * minute)).toBe(60)
    expect(within(20 * minute, 21 * minute)).toBe(12)
    expect(within(2 * hour, 3 * hour)).toBe(120)
  })

  it('everybody is spared sooner where the fault lies beyond the provider', () => {
    const { looks } = simulated({
      untilMs: 20 * minute,
      outages: [{ fromMs: 2 * minute, toMs: 20 * minute, place: 'beyond' }],
    })
    const all = looks.filter(({ atMs, whom }) => whom === 'all' && atMs >= 5 * minute && atMs < 6 * minute)
    expect(all).toHaveLength(12)
  })
})

describe('every hour', () => {
  it('says how well the line does', () => {
    const records = simulated({ untilMs: 2.5 * hour, intervalMs: 30_000, seed: 7, lossPercent: { far: 10 } }).records
    expect(records.map(({ kind, at }) => [kind, at.slice(11, 16)])).toEqual([
      ['quality', '01:00'],
      ['quality', '02:00'],
      ['quality', '02:30'],
    ])
    const [first] = records
    if (first?.kind !== 'quality') return
    expect(first.ways.map(({ to }) => to)).toEqual(['far', 'gateway', 'hop'])
    const [far, gateway] = first.ways
    expect((far?.lost ?? 0) / (far?.asked ?? 1)).toBeCloseTo(0.1, 1)
    expect(gateway).toMatchObject({ lost: 0, medianMs: 20, p95Ms: 20, jitterMs: 0 })
  })

  it('leaves interruptions out', () => {
    const outages = [{ fromMs: 10 * minute, toMs: 20 * minute, place: 'provider' }] as const
    const [summary] = simulated({ untilMs: 50 * minute, outages }).records.filter(({ kind }) => kind === 'quality')
    if (summary?.kind !== 'quality') return
    expect(summary.ways.map(({ lost }) => lost)).toEqual([0, 0, 0])
    expect(summary.looks).toBeGreaterThan(2900)
  })

  it('says nothing of the hour in which the machine slept', () => {
    const records = simulated({
      untilMs: 12 * hour,
      intervalMs: 30_000,
      sleeps: [{ atMs: 31 * minute, forMs: 10 * hour }],
    }).records
    expect(records.map(({ kind, at }) => [kind, at.slice(11, 15)])).toEqual([
      ['quality', '00:3'],
      ['not-watched', '10:3'],
      ['quality', '11:3'],
      ['quality', '12:0'],
    ])
  })
})
