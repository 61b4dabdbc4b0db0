import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Moment } from '../../../../src/watch/moment.ts'
import { passedBetween } from '../../../../src/watch/track/passed-between.ts'

const second = 1000
const hour = 3_600_000
const wall = Date.parse('2026-11-24T12:00:00Z')
const before: Moment = { wall: new Date(wall).toISOString(), elapsedMs: 5000, sinceBootMs: 70_000 }

/** A moment so much later by each clock. */
function later(elapsedMs: number, wallMs: number, sinceBootMs: number | undefined): Moment {
  return {
    wall: new Date(wall + wallMs).toISOString(),
    elapsedMs: 5000 + elapsedMs,
    sinceBootMs: sinceBootMs === undefined ? undefined : 70_000 + sinceBootMs,
  }
}

const slept = { why: 'asleep', fromMs: 15 * second, toMs: 8 * hour + 15 * second }
it.each([
  ['nothing', later(30_000, 30_000, 30_000), { ms: 30_000 }],
  ['nothing, by an uptime in whole seconds', later(30_400, 30_400, 31_000), { ms: 30_400 }],
  ['nothing, while NTP slews', later(30_000, 30_015, 30_000), { ms: 30_000 }],
  ['a leap second', later(30_000, 29_000, 30_000), { ms: 30_000 }],
  ['a slow look', later(48_000, 48_000, 48_000), { ms: 48_000 }],
  [
    'a night’s sleep',
    later(30_000, 8 * hour + 30_000, 8 * hour + 30_000),
    { ms: 8 * hour + 30_000, notWatched: slept },
  ],
  [
    'a sleep with a clock of whole seconds on the wall that drifts',
    later(30_000, 8 * hour + 40_000, 8 * hour + 30_000),
    { ms: 8 * hour + 30_000, notWatched: slept },
  ],
  [
    'a sleep, and then the clock was set',
    later(30_000, 8 * hour + 90_000, 8 * hour + 30_000),
    { ms: 8 * hour + 30_000, notWatched: slept, clockSetMs: 60_000 },
  ],
  [
    'a program that was stopped',
    later(hour, hour, hour),
    { ms: hour, notWatched: { why: 'stopped', fromMs: 15 * second, toMs: hour } },
  ],
  [
    'a frozen guest, whose clock is set when it goes on',
    later(hour, 2 * hour, hour),
    { ms: hour, notWatched: { why: 'stopped', fromMs: 15 * second, toMs: hour }, clockSetMs: hour },
  ],
  ['a clock that was set forward', later(30_000, hour + 30_000, 30_000), { ms: 30_000, clockSetMs: hour }],
  ['a clock that was set back', later(30_000, 30_000 - hour, 30_000), { ms: 30_000, clockSetMs: -hour }],
  [
    'a clock that was set, where sleep is not known',
    later(30_000, 95_000, undefined),
    { ms: 30_000, clockSetMs: 65_000 },
  ],
  ['an uptime that went back', later(30_000, 30_000, -70_000), { ms: 30_000 }],
])('tells %s', (_, now, passed) => {
  expect(passedBetween(before, now, 30_000)).toEqual(passed)
})

it('slewing is no jump, however slowly the clocks drift apart', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 86_400_000 }),
      fc.double({ min: -499e-6, max: 499e-6, noNaN: true }),
      (ms, ppm) => {
        const passed = passedBetween(before, later(ms, ms * (1 + ppm), ms), ms)
        expect(passed).toEqual({ ms })
      },
    ),
  )
})

it('what nobody watched lies between the two moments, and is as long as the sleep', () => {
  fc.assert(
    fc.property(
      fc.nat({ max: 60_000 }),
      fc.integer({ min: 3000, max: 1e9 }),
      fc.nat({ max: 60_000 }),
      (awake, asleep, planned) => {
        const { ms, notWatched } = passedBetween(before, later(awake, awake + asleep, awake + asleep), planned)
        expect(ms).toBe(awake + asleep)
        const length = (notWatched?.toMs ?? 0) - (notWatched?.fromMs ?? 0)
        expect(length).toBeGreaterThanOrEqual(asleep)
        expect(notWatched?.fromMs).toBeGreaterThanOrEqual(0)
        expect(notWatched?.toMs).toBeLessThanOrEqual(ms)
      },
    ),
  )
})
