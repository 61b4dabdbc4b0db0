import { expect, it } from 'vitest'
import type { WatchRecord } from '../../../src/history/record.ts'
import { at, began, cafe, ended, lineIs, timeline } from './a-log.ts'

const minute = 60_000

function idle(time: string, kept: number, lost?: number, family: 'v4' | 'v6' = 'v4'): WatchRecord {
  return {
    kind: 'idle',
    at: at(time),
    family,
    keptMs: kept * minute,
    ...(lost !== undefined && { lostMs: lost * minute }),
  }
}

const told = (records: readonly WatchRecord[], since?: string) =>
  timeline(records, since === undefined ? {} : { since: at(since) }).idle.map(
    ({ at: time, family, keptMs = 0, lostMs = 0 }) =>
      `${time.slice(11, 16)} ${family} ${keptMs / minute}-${lostMs / minute}`,
  )

const days = [
  began('-1 08:00'),
  idle('-1 08:40', 29),
  idle('-1 09:10', 29, undefined, 'v6'),
  ended('-1 20:00'),
  began('08:00', 'two'),
  idle('08:40', 29),
  idle('09:10', 5, 10, 'v6'),
  idle('10:40', 15, 20),
]

it('is what was found of each family, and not what another watcher found again', () => {
  expect(told(days)).toEqual(['08:40 v4 29-0', '09:10 v6 29-0', '09:10 v6 5-10', '10:40 v4 15-20'])
})

it('what stood when it begins stands from then', () => {
  expect(told(days, '09:00')).toEqual(['09:00 v4 29-0', '09:00 v6 29-0', '09:10 v6 5-10', '10:40 v4 15-20'])
  expect(told(days, '11:00')).toEqual(['11:00 v4 15-20', '11:00 v6 5-10'])
})

it('what was found on another line is not of this one', () => {
  expect(told([began('08:00'), lineIs('08:10', cafe), idle('08:50', 5, 10)])).toEqual([])
})
