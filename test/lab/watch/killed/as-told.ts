import { expect } from 'vitest'
import type { History } from '../../../../src/report/history/history.ts'
import type { Stretch } from '../trouble.ts'
import type { Remembered } from './as-kept.ts'

/**
 * A sign of life is of the beginning of a look, and on the disk at its end: the next look is a second and a tenth after it, and
 * takes one.
 */
const signOffMs = 3_000
/** What an instant may be off beyond what it claims. */
const offMs = 1_500

/** Expects of `history --json` that it tells when nobody watched, and no interruption that was none. */
export function expectAsTold(
  { unwatched, outages }: History,
  remembered: readonly Remembered[],
  cuts: readonly Stretch[],
): void {
  const gone = remembered.slice(1).map(({ life }, index): Stretch => {
    return { from: remembered[index]?.life.endedMs[1] ?? Number.NaN, to: life.startedMs }
  })
  const told = unwatched.map(({ from, to, why }) => ({ from: Date.parse(from), to: Date.parse(to), why }))
  expect(told.filter(({ why }) => why !== 'watcher-killed')).toEqual([])
  // All of it, from its very beginning to its very end.
  expect(gone.filter((each) => !told.some(({ from, to }) => from <= each.from && to >= each.to))).toEqual([])
  // And no more of it than a sign of life is old, and a watcher takes to begin.
  const begins = remembered.map(({ began: { at } }) => Date.parse(at))
  for (const { from, to } of told) {
    expect(begins).toContain(to)
    const killed = remembered.find(({ ended: { at } }) => Date.parse(at) === from)?.life.endedMs[0]
    expect(killed).toBeDefined()
    expect((killed ?? 0) - from).toBeLessThan(signOffMs)
  }
  for (const outage of outages) {
    const [from, to] = [Date.parse(outage.from), Date.parse(outage.to)]
    // One may go on from one life to the next; that it began or ended in between, nobody saw.
    expect(gone.filter((each) => [from, to].some((ms) => ms > each.from && ms < each.to))).toEqual([])
    const [early, late] = [from + outage.fromWithinMs + offMs, to - outage.toWithinMs - offMs]
    expect(
      cuts.filter((cut) => cut.from <= early && cut.to >= late),
      JSON.stringify(outage),
    ).not.toEqual([])
  }
}
