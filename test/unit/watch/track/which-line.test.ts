import { describe, expect, it } from 'vitest'
import { whichLine } from '../../../../src/watch/track/which-line.ts'
import { type Script, simulated } from './simulated.ts'

const minute = 60_000

describe('another gateway', () => {
  const one = { gateway: 'one' }
  const other = { gateway: 'other' }

  it('is believed at the second look, and till then in doubt', () => {
    const line = whichLine()
    const told = [one, other, one, other, other, other].map((each) => [line.take(each)?.gateway, line.inDoubt])
    expect(told).toEqual([
      [undefined, false],
      [undefined, true],
      [undefined, false],
      [undefined, true],
      ['other', false],
      [undefined, false],
    ])
  })

  it('that nobody has seen yet is in doubt, but not for ever', () => {
    const line = whichLine()
    line.take(one)
    const doubts = [1, 2, 3, 4, 5, 6, 7].map(() => [line.take({}), line.inDoubt][1])
    expect(doubts).toEqual([true, true, true, true, true, false, false])
    line.take(one)
    expect(line.inDoubt).toBe(false)
  })

  it('that never was is no doubt', () => {
    const line = whichLine()
    line.take({})
    expect(line.inDoubt).toBe(false)
  })
})

describe('a machine that is carried to another line and back', () => {
  const isAway = (ms: number) => ms >= 10 * minute && ms < 20 * minute
  const script = (hardwareAfterMs: number): Script => ({
    intervalMs: 30_000,
    untilMs: 40 * minute,
    // The first thing that is known of a new router is that it is not the old one.
    lineAt: (ms) => {
      if (ms % (10 * minute) < hardwareAfterMs && ms >= 10 * minute && ms < 21 * minute) return {}
      return { gateway: isAway(ms) ? 'other' : 'home' }
    },
    addressesAt: (ms, whom) =>
      (whom === 'all' ? ['a', 'b'] : ['probe']).map((witness) => ({
        what: 'public',
        family: 'v4',
        address: isAway(ms) ? '198.51.100.7' : '203.0.113.5',
        witness,
      })),
  })

  it.each([0, 1000, 70_000])('has the addresses of each there, and changed none (hardware seen after %i ms)', (ms) => {
    const { records } = simulated(script(ms))
    const told = records.flatMap((record) => {
      if (record.kind === 'line') return [record.line.gateway]
      return record.kind === 'address' ? [[record.address, record.was, record.afterOutage]] : []
    })
    expect(told).toEqual([
      ['203.0.113.5', undefined, false],
      'other',
      ['198.51.100.7', undefined, false],
      'home',
      ['203.0.113.5', undefined, false],
    ])
  })

  it('has them within two minutes', () => {
    const { records } = simulated(script(0))
    const [, away] = records.filter(({ kind }) => kind === 'address')
    expect(away?.at).toMatch(/^2026-11-24T00:1[01]:/)
  })
})
