import { describe, expect, it } from 'vitest'
import { began, type Broken, type Script, simulated } from './simulated.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

function played(outages: readonly Broken[], untilMs: number, more: Partial<Script> = {}) {
  const { records, state } = simulated({ families: ['v4', 'v6'], intervalMs: 30_000, outages, untilMs, ...more })
  const told = records.flatMap((record) => {
    if (record.kind !== 'outage-began' && record.kind !== 'outage-ended') return []
    if (record.kind === 'outage-began') return [`${record.family} down`]
    const hours = (Date.parse(record.to.time) - began) / hour
    return [`${record.family} ${record.notOffered ? 'not offered' : 'back'} at ${hours.toFixed(1)} h`]
  })
  return { records, state, told }
}

const v6 = { family: 'v6', fromMs: hour, toMs: 9 * day } as const

describe('IPv6 that was taken away', () => {
  it('is an interruption for a day, and from then on nothing at all', () => {
    const { records, state, told } = played([{ ...v6, place: 'withdrawn' }], 3 * day)
    expect(told).toEqual(['v6 down', 'v6 not offered at 25.0 h'])
    const ended = records.find((record) => record.kind === 'outage-ended')
    expect(Math.abs((ended?.tookMs ?? 0) - day)).toBeLessThanOrEqual(5 * minute)
    expect(state.v6).toBeUndefined()
    expect(state.v4?.is).toBe('up')
  })

  it('is so too where a watcher begins after it went', () => {
    const { told, state } = played([{ ...v6, fromMs: 0, place: 'no-lease' }], 2 * day, { workedBefore: ['v4', 'v6'] })
    expect(told).toEqual(['v6 down', 'v6 not offered at 24.0 h'])
    expect(state.v6).toBeUndefined()
  })

  it('is watched again once it is back', () => {
    const later = { ...v6, fromMs: 41 * hour, toMs: 42 * hour, place: 'provider' } as const
    const { told, state } = played([{ ...v6, toMs: 40 * hour, place: 'withdrawn' }, later], 2 * day)
    expect(told).toEqual(['v6 down', 'v6 not offered at 25.0 h', 'v6 down', 'v6 back at 42.0 h'])
    expect(state.v6?.is).toBe('up')
  })

  it('counts no hour in which the machine slept, or IPv4 was down too', () => {
    const gone = { ...v6, place: 'withdrawn' } as const
    const sleeps = [{ atMs: 4 * hour, forMs: 8 * hour }]
    expect(played([gone], 2 * day, { sleeps }).told).toEqual(['v6 down', 'v6 not offered at 33.0 h'])
    const both = { family: 'v4', fromMs: 4 * hour, toMs: 7 * hour, place: 'provider' } as const
    expect(played([gone, both], 2 * day).told).toEqual([
      'v6 down',
      'v4 down',
      'v4 back at 7.0 h',
      'v6 not offered at 28.0 h',
    ])
  })
})

describe('an interruption, however long it lasts, is', () => {
  it.each(['unreachable', 'provider', 'beyond'] as const)('IPv6 that the router goes on announcing (%s)', (place) => {
    const { told, state } = played([{ ...v6, place }], 3 * day)
    expect(told).toEqual(['v6 down'])
    expect(state.v6?.is).toBe('down')
  })

  it('IPv6 that is announced again within the day, and leads nowhere', () => {
    const again = [
      { ...v6, toMs: 20 * hour, place: 'withdrawn' },
      { ...v6, fromMs: 20 * hour, toMs: 21 * hour, place: 'provider' },
      { ...v6, fromMs: 21 * hour, place: 'withdrawn' },
    ] as const
    expect(played(again, 44 * hour).told).toEqual(['v6 down'])
    expect(played(again, 46 * hour).told).toEqual(['v6 down', 'v6 not offered at 45.0 h'])
  })

  it('IPv6 that works again within the day, and goes anew', () => {
    const again = [
      { ...v6, toMs: 20 * hour, place: 'withdrawn' },
      { ...v6, fromMs: 21 * hour, place: 'withdrawn' },
    ] as const
    expect(played(again, 44 * hour).told).toEqual(['v6 down', 'v6 back at 20.0 h', 'v6 down'])
  })

  it('IPv4 that is missing', () => {
    const { told } = played([{ family: 'v4', fromMs: hour, toMs: 9 * day, place: 'withdrawn' }], 3 * day)
    expect(told).toEqual(['v4 down'])
  })
})
