import { describe, expect, it } from 'vitest'
import { type Check, defineCheck } from '../../../src/core/check.ts'
import type { Answered, Finding } from '../../../src/core/finding.ts'
import { replayed } from '../../../src/history/replayed.ts'
import { answered, savedRun, skipped } from './runs.ts'

interface Facts {
  readonly hops: number
}

/** Today, three hops are too many. */
function check(id: string, revision = 1): Check {
  return defineCheck<Facts>()({
    id,
    stem: id,
    title: 'It is near.',
    matters: { receive: 'required' },
    revision,
    needs: {},
    budget: 1000,
    marks: {},
    answers: {
      near: { verdict: 'pass', says: ({ hops }) => `${hops} hops.` },
      far: { verdict: 'fail', fault: 'provider', says: ({ hops }) => `${hops.toFixed(0)} hops.`, remedy: 'Move.' },
    },
    observe: async () => ({ hops: 0 }),
    judge: ({ hops }) => {
      if (hops > 100) throw new Error('beyond the internet')
      return hops > 2 ? 'far' : 'near'
    },
  })
}

const old = (id: string, hops: unknown, revision = 1, more: Partial<Answered> = {}): Finding =>
  ({ ...answered(id, 'near', 'pass', { hops }, revision), ...more }) as Finding

describe('an old run under today’s judgement', () => {
  it('tells the answers that changed, and counts', () => {
    const { findings, changed, judged, notJudged } = replayed(savedRun([old('a', 2), old('b', 3)]), [
      check('a'),
      check('b'),
    ])
    expect(changed).toEqual([
      { check: 'b', from: { answer: 'near', verdict: 'pass' }, to: { answer: 'far', verdict: 'fail' }, kind: 'worse' },
    ])
    expect({ judged, notJudged }).toEqual({ judged: 2, notJudged: [] })
    expect(findings[1]).toMatchObject({
      check: 'b',
      verdict: 'fail',
      fault: 'provider',
      says: '3 hops.',
      remedy: 'Move.',
    })
  })

  it('says of the others that it did not judge them, and leaves them as they were', () => {
    const findings = [old('a', 3, 1), old('gone', 3), skipped('b', 'moot'), old('c', 200), old('d', undefined)]
    const run = savedRun([...findings, answered('e', 'near', 'pass', null)])
    const checks = ['b', 'c', 'd', 'e'].map((id) => check(id))
    const told = replayed(run, [check('a', 2), ...checks])
    expect(told.notJudged).toEqual([
      { check: 'a', why: 'other-revision' },
      { check: 'gone', why: 'no-such-check' },
      { check: 'b', why: 'no-facts' },
      { check: 'c', why: 'judgement-failed' },
      { check: 'e', why: 'judgement-failed' },
    ])
    expect(told.judged).toBe(1)
    expect(told.findings.map(({ check }) => check)).toEqual(['a', 'b', 'c', 'd', 'e'])
    expect(told.findings[0]).toEqual(findings[0])
  })

  it('says anew which finding is the reason for which', () => {
    const run = savedRun([old('a', 3), old('b', 3, 1, { explainedBy: 'gone' })])
    const rules = [{ by: 'a', when: ['far'], checks: ['b'], answers: ['far'] }]
    const checks = [check('a'), check('b')]
    expect(replayed(run, checks, rules).findings[1]).toMatchObject({ explainedBy: 'a' })
    expect(replayed(run, checks).findings[1]).not.toHaveProperty('explainedBy')
  })
})
