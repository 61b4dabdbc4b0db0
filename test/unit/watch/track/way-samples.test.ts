import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Questions } from '../../../../src/watch/track/questions.ts'
import { waySamples } from '../../../../src/watch/track/way-samples.ts'
import { witnesses } from '../../../../src/watch/track/witnesses.ts'

const known = witnesses()

function asked(rttMs: number | undefined, name = 'a'): Questions {
  const witness = known.find({ witness: name, of: 'far', family: 'v4', sentMs: 0 })
  return rttMs === undefined
    ? { witness, answeredMs: [], lostMs: [0], rttsMs: [], failure: 'timed-out' }
    : { witness, answeredMs: [0], lostMs: [], rttsMs: [rttMs], failure: undefined }
}

function summaryOf(all: readonly Questions[]) {
  const way = waySamples('far', 'v4')
  for (const one of all) way.add(one)
  return way.summary()
}

it('says how many were lost, and of the answers the middle, the slow ones and the steps', () => {
  const rtts = [10, 12, undefined, 10, 40]
  expect(summaryOf(rtts.map((rtt) => asked(rtt)))).toEqual({
    to: 'far',
    family: 'v4',
    asked: 5,
    lost: 1,
    medianMs: 10,
    p95Ms: 40,
    jitterMs: 11.3,
  })
})

it('a step from one witness to another is no jitter', () => {
  const { jitterMs } = summaryOf([asked(10), asked(90, 'b'), asked(10), asked(90, 'b')])
  expect(jitterMs).toBe(0)
})

it('says nothing of times where nobody answered, nor of steps where there was none', () => {
  expect(summaryOf([asked(undefined)])).toEqual({ to: 'far', family: 'v4', asked: 1, lost: 1 })
  expect(summaryOf([asked(7)])).toEqual({ to: 'far', family: 'v4', asked: 1, lost: 0, medianMs: 7, p95Ms: 7 })
})

it('keeps the shape of many more answers than it remembers', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40_000 }), (count) => {
      const { asked: all, medianMs, p95Ms } = summaryOf(Array.from({ length: count }, (_, index) => asked(index)))
      expect(all).toBe(count)
      expect(Math.abs((medianMs ?? 0) - count / 2)).toBeLessThanOrEqual(1 + count / 1000)
      expect(Math.abs((p95Ms ?? 0) - count * 0.95)).toBeLessThanOrEqual(1 + count / 1000)
    }),
    { numRuns: 10 },
  )
})
