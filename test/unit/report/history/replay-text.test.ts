import { describe, expect, it } from 'vitest'
import { type ReplayedRun, type ReplayResult, replayResult } from '../../../../src/report/history/replay-result.ts'
import { replayText } from '../../../../src/report/history/replay-text.ts'
import { offsetIn } from './offset-in.ts'

const told = (result: ReplayResult) =>
  replayText(result, {
    width: 80,
    colour: false,
    unicode: true,
    timeZone: 'Europe/Berlin',
    offsetAt: offsetIn('Europe/Berlin'),
    now: '2026-11-24T12:00:00.000Z',
  })
const run: ReplayedRun = {
  run: '20261101T090000Z',
  at: '2026-11-01T09:00:00.000Z',
  release: '0.0.9',
  judged: 40,
  notJudged: [
    { check: 'line.nat.v4', why: 'other-revision' },
    { check: 'names.mx', why: 'no-facts' },
  ],
  changed: [],
}
const changed: ReplayedRun = {
  ...run,
  run: 'report.json',
  changed: [
    {
      check: 'line.fixed.v4',
      from: { answer: 'too-early', verdict: 'warn' },
      to: { answer: 'stays', verdict: 'pass' },
      kind: 'better',
      says: 'The address stays.',
    },
  ],
  verdict: { from: 'ready-with-reservations', to: 'ready' },
}

describe('old runs under today’s judgement', () => {
  it('says how many facts were judged, how many not and why; what had no facts counts for nothing', () => {
    const text = told(replayResult([run, run], [], '0.1.0')).replaceAll(/\s+/g, ' ')
    expect(text).toContain("No answer of 2 runs is another one by today's judgement.")
    expect(text).toContain('The facts behind 80 answers were judged anew, by 0.1.0.')
    expect(text).toContain('Facts that were not judged: 2: their shape is another than today.')
    expect(text).not.toContain('20261101T090000Z')
  })

  it('tells each answer that would be another one, and the verdict', () => {
    const text = told(replayResult([run, changed], ['20261102T090000Z'], '0.1.0'))
    expect(text).toMatch(/^One answer of 2 runs would be another one by today's judgement\.\n/)
    expect(text).toContain('report.json, of Sun 1 Nov 10:00 by 0.0.9\nverdict: ready, reservations → ready\n')
    expect(text).toContain('✔ The address stays.\n  line.fixed.v4: too-early → stays')
    expect(text).toContain('Runs that could not be read: 20261102T090000Z.')
  })

  it('says that nothing could be judged', () => {
    expect(told(replayResult([{ ...run, judged: 0 }], [], '0.1.0'))).toMatch(
      /^Nothing of one run could be judged anew\.\n/,
    )
  })
})
