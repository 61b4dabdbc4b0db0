import type { Moment } from '../moment.ts'

/** What happened between two moments besides the time that was meant to pass. Several may have happened at once. */
export interface Passed {
  /** Of the clock that never jumps, and what the machine slept on top of it: how much later it really is, ms. */
  readonly ms: number
  /** When nobody could look, in ms since the earlier moment. */
  readonly notWatched?: { readonly why: 'asleep' | 'stopped'; readonly fromMs: number; readonly toMs: number }
  /** By how much somebody set the clock on the wall; negative is back. */
  readonly clockSetMs?: number
}

/** Less than this is nothing to tell: an uptime in whole seconds (macOS), a leap second, the two clocks read a moment apart. */
const worthTellingMs = 2000
/** NTP slows or hurries a clock by up to 500 ppm (adjtimex(2)) where it does not set it: that is no jump, however long it goes on. */
const slewing = 500e-6
/** Beyond the plan: the longest look, all of its questions in vain, and a machine that has much else to do. */
const lateMs = 20_000
/** A look may be put off by jitter, by a good part of the pause before it. */
const lateShare = 0.5

/** `plannedMs`: how long the pause between the two was meant to be. */
export function passedBetween(before: Moment, now: Moment, plannedMs: number): Passed {
  const wentMs = Math.max(0, now.elapsedMs - before.elapsedMs)
  const sleptMs = sleptBetween(before, now, wentMs)
  const ms = wentMs + sleptMs
  const shiftMs = Date.parse(now.wall) - Date.parse(before.wall) - ms
  const set = Math.abs(shiftMs) > worthTellingMs + ms * slewing
  const late = wentMs > plannedMs * (1 + lateShare) + lateMs
  return {
    ms,
    ...(sleptMs > 0
      ? { notWatched: asleep(ms, Math.min(wentMs, plannedMs)) }
      : late && { notWatched: { why: 'stopped', fromMs: plannedMs / 2, toMs: ms } as const }),
    ...(set && { clockSetMs: shiftMs }),
  }
}

/** Without a clock that counts sleep too, a sleep looks as if the clock on the wall had been set, and is told so. */
function sleptBetween(before: Moment, now: Moment, wentMs: number): number {
  if (before.sinceBootMs === undefined || now.sinceBootMs === undefined) return 0
  const sleptMs = now.sinceBootMs - before.sinceBootMs - wentMs
  return sleptMs > worthTellingMs + wentMs * slewing ? sleptMs : 0
}

/** How long it slept is known, when in the pause it began is not: in the middle. A stopped program looks as soon as it goes on. */
function asleep(ms: number, awakeMs: number) {
  return { why: 'asleep', fromMs: awakeMs / 2, toMs: ms - awakeMs / 2 } as const
}
