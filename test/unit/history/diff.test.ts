import { describe, expect, it } from 'vitest'
import { diff } from '../../../src/history/diff.ts'
import { answered, savedRun, skipped } from './runs.ts'

const later = '2026-12-01T10:00:00.000Z'

describe('one run beside another', () => {
  it('is the same as itself, however it is worded', () => {
    const run = savedRun([answered('line.fixed.v4', 'fixed', 'pass'), skipped('inbound.25.v6', 'moot')])
    const [first, ...rest] = run.findings
    const reworded = { ...run, at: later, findings: [{ ...first, says: 'In other words.' }, ...rest] } as typeof run
    expect(diff(run, reworded)).toEqual({
      from: { at: run.at, release: '0.1.0' },
      to: { at: later, release: '0.1.0' },
      line: {},
      abilities: [],
      answers: [],
      same: 2,
      notLookedAt: { from: [], to: [] },
    })
  })

  it('tells another provider, address, router, verdict', () => {
    const before = savedRun([], {
      line: { v4: { public: '203.0.113.5' }, v6: null, provider: { asn: 64_496, name: 'Old' } },
    })
    const after = savedRun([], {
      verdict: 'not-ready',
      abilities: { receive: 'no', send: 'yes', access: 'unknown' },
      relay: true,
      line: {
        v4: { public: '198.51.100.7' },
        v6: { public: '2001:db8::5' },
        provider: { asn: 64_497 },
        known: { gateway: 'x' },
      },
    })
    expect(diff(before, after)).toMatchObject({
      line: {
        provider: { from: 'Old, AS64496', to: 'AS64497' },
        v4: { from: '203.0.113.5', to: '198.51.100.7' },
        v6: { from: null, to: '2001:db8::5' },
        gateway: { from: null, to: 'x' },
      },
      verdict: { from: 'ready', to: 'not-ready' },
      relay: { from: false, to: true },
      abilities: [
        { ability: 'receive', from: 'yes', to: 'no' },
        { ability: 'access', from: 'yes', to: 'unknown' },
      ],
    })
  })

  const check = 'inbound.25.v4'
  const good = answered(check, 'reachable', 'pass')
  const careful = answered(check, 'slow', 'warn')
  const bad = answered(check, 'not-forwarded', 'fail')
  const unclear = answered(check, 'undetermined', 'unknown')

  it.each([
    ['better', bad, good],
    ['better', bad, careful],
    ['worse', good, bad],
    ['worse', good, careful],
    ['other', bad, answered(check, 'filtered', 'fail')],
    ['other', good, unclear],
    ['other', unclear, bad],
    ['other', good, skipped(check, 'blind')],
    ['other', { ...skipped(check, 'moot'), kind: 'crashed', error: 'x' } as const, good],
    ['appeared', skipped(check, 'moot'), good],
    ['gone', good, skipped(check, 'moot')],
  ] as const)('tells an answer that is %s', (kind, before, after) => {
    expect(diff(savedRun([before]), savedRun([after])).answers).toMatchObject([{ check, kind }])
  })

  it('names the answers', () => {
    expect(diff(savedRun([bad]), savedRun([skipped(check, 'blind')])).answers).toEqual([
      { check, from: { answer: 'not-forwarded', verdict: 'fail' }, to: 'untold', kind: 'other' },
    ])
  })

  it('tells a verdict that changed under the same answer', () => {
    const judgedAnew = answered(check, 'reachable', 'warn')
    expect(diff(savedRun([good]), savedRun([judgedAnew])).answers).toMatchObject([{ kind: 'worse' }])
  })

  it('finds nothing where neither had an answer', () => {
    expect(diff(savedRun([skipped(check, 'moot')]), savedRun([skipped(check, 'blind')])).answers).toEqual([])
  })

  it('never takes for gone what was not looked at', () => {
    const narrow = savedRun([good], { scope: { only: ['inbound.*'], skip: [] } })
    const whole = savedRun([good, answered('line.fixed.v4', 'fixed', 'pass')])
    expect(diff(whole, narrow)).toMatchObject({
      answers: [],
      same: 1,
      notLookedAt: { from: [], to: ['line.fixed.v4'] },
    })
    expect(diff(narrow, whole)).toMatchObject({
      answers: [],
      same: 1,
      notLookedAt: { from: ['line.fixed.v4'], to: [] },
    })
  })
})
