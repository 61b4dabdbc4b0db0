import { describe, expect, it } from 'vitest'
import { nightlyDisconnectOf } from '../../../src/history/nightly-disconnect-of.ts'
import type { WatchRecord } from '../../../src/history/record.ts'
import { address, at, began, ended, outage, slept, timeline } from './a-log.ts'

const hour = 60 * 60_000
const minute = 60_000
const utc = () => 0

/** A cut of 40 s at each of the times, watched for `days` days. */
function cutAt(times: readonly string[], days: number, more: readonly WatchRecord[] = []) {
  const cuts = times.flatMap((time) => outage(time, later(time, 40_000)))
  const records = [
    began('00:00'),
    ...[...cuts, ...more].sort((a, b) => (a.at < b.at ? -1 : 1)),
    ended(`+${days} 00:00`),
  ]
  return timeline(records, { now: `+${days} 00:00` })
}

function later(time: string, ms: number): string {
  const iso = new Date(Date.parse(at(time)) + ms).toISOString()
  const days = Math.floor((Date.parse(iso) - Date.parse(at('00:00'))) / (24 * hour))
  return `+${days} ${iso.slice(11, 19)}`
}

describe('a line that is cut every night', () => {
  const nights = ['+0 03:10', '+1 03:14', '+2 03:12', '+3 03:40']

  it('is told with the time of day, how often, and for how long', () => {
    expect(nightlyDisconnectOf(cutAt(nights, 4), 'v4', utc)).toEqual({
      rhythm: 'same-hour',
      localTime: '03:14',
      days: 4,
      ofDays: 4,
      middleMs: 40_000,
      newAddress: 0,
    })
  })

  it('is told by the clocks of the place, also where the hour goes over midnight', () => {
    expect(nightlyDisconnectOf(cutAt(nights, 4), 'v4', () => hour)?.localTime).toBe('04:14')
    const late = cutAt(['+0 23:50', '+2 00:05', '+2 23:55'], 4)
    expect(nightlyDisconnectOf(late, 'v4', utc)).toMatchObject({ localTime: '23:55', days: 3, ofDays: 4 })
  })

  it('is told with whether the address changed with it', () => {
    const comings = [1, 2].map((day) => address(`+${day} 03:14:50`, `203.0.113.${day}`, true))
    const first = address('00:00', '203.0.113.9')
    expect(nightlyDisconnectOf(cutAt(nights, 4, [first, ...comings]), 'v4', utc)).toMatchObject({
      days: 4,
      newAddress: 2,
    })
  })

  it('is told among other interruptions', () => {
    const others = ['+0 14:00', '+1 09:00', '+2 20:30', '+2 20:40']
    expect(nightlyDisconnectOf(cutAt([...nights, ...others].sort(), 4), 'v4', utc)).toMatchObject({
      localTime: '03:14',
      days: 4,
    })
  })

  it('counts of the days those on which that hour was watched', () => {
    const asleep = [slept('+1 01:00', '+1 06:00'), slept('+2 01:00', '+2 06:00')]
    const seen = cutAt(['+0 03:10', '+3 03:10', '+4 03:10'], 5, asleep)
    expect(nightlyDisconnectOf(seen, 'v4', utc)).toMatchObject({ days: 3, ofDays: 3 })
  })

  it.each([
    ['two nights', ['+0 03:10', '+1 03:10'], 3],
    ['three nights of nine', ['+0 03:10', '+4 03:10', '+8 03:10'], 9],
    ['three times in one night', ['+0 03:10', '+0 03:15', '+0 03:20'], 3],
    ['any hour', ['+0 03:10', '+1 09:10', '+2 20:10', '+3 14:10'], 4],
    ['no cut', [], 4],
  ] as const)('is not told of %s', (_, times, days) => {
    expect(nightlyDisconnectOf(cutAt(times, days), 'v4', utc)).toBeUndefined()
  })

  it('is not told of what the machine did, of long failures, nor of the other family', () => {
    const log = [0, 1, 2, 3].flatMap((day) => [
      ...outage(`+${day} 01:00`, `+${day} 01:01`, 'machine'),
      ...outage(`+${day} 03:00`, `+${day} 03:30`),
      ...outage(`+${day} 05:00`, `+${day} 05:01`, 'provider', 'v6'),
    ])
    const told = timeline([began('00:00'), ...log, ended('+4 00:00')], { now: '+4 00:00' })
    expect(nightlyDisconnectOf(told, 'v4', utc)).toBeUndefined()
    expect(nightlyDisconnectOf(told, 'v6', utc)).toMatchObject({ localTime: '05:00' })
  })
})

describe('a line that is cut when the connection is a day old', () => {
  it('is told, though the hour wanders', () => {
    // A failure of half an hour at noon of the third day: from then on it is cut at half past twelve.
    const records = [
      ...outage('+0 03:00', '+0 03:01'),
      ...outage('+1 03:01', '+1 03:02'),
      ...outage('+1 12:00', '+1 12:30'),
      ...outage('+1 18:00', '+1 18:01'),
      ...outage('+2 18:01', '+2 18:02'),
      ...outage('+3 07:00', '+3 07:01'),
      ...outage('+4 07:01', '+4 07:02'),
    ]
    const told = timeline([began('00:00'), ...records, ended('+5 00:00')], { now: '+5 00:00' })
    expect(nightlyDisconnectOf(told, 'v4', utc)).toMatchObject({
      rhythm: '24-hours',
      localTime: '07:01',
      days: 3,
      ofDays: 4,
      middleMs: minute,
    })
  })
})
