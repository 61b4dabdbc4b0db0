import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { restarted } from '../../../../src/protocols/router/restarted.ts'

const hourMs = 3_600_000

describe('a router has forgotten its mappings', () => {
  it.each([
    ['it began anew', 5000, 10, hourMs, true],
    ['it began anew, long enough ago to be nearly as old again', 600, 599 + 3000, hourMs, true],
    ['its clock went on with ours', 5000, 5000 + 3600, hourMs, false],
    ['both replies came in the same second', 5000, 5000, 0, false],
    ['one reply overtook the other', 5000, 4999, 10, false],
    ['it went back by two seconds', 5000, 4998, 10, true],
    ['its clock is slow by less than a sixteenth', 0, 3400, hourMs, false],
    ['its clock is slow by more than a sixteenth', 0, 3300, hourMs, true],
    ['its clock is fast by less than a sixteenth', 0, 3800, hourMs, false],
    ['its clock is fast by more than a sixteenth', 0, 3900, hourMs, true],
    ['it is as old as a field can say', 4_294_967_294, 4_294_967_295, 1000, false],
  ])('if %s', (_, before, after, tookMs, expected) => {
    expect(restarted({ epochS: before, atMs: 7 }, { epochS: after, atMs: 7 + tookMs })).toBe(expected)
  })

  it('never, while its clock and ours agree', () => {
    const age = fc.integer({ min: 0, max: 2 ** 31 })
    const tookMs = fc.integer({ min: 0, max: 30 * 24 * hourMs })
    fc.assert(
      fc.property(age, tookMs, fc.double({ min: 0, max: 999, noNaN: true }), (startedS, took, fraction) => {
        const seconds = (ms: number) => startedS + Math.floor((ms + fraction) / 1000)
        expect(restarted({ epochS: seconds(0), atMs: 0 }, { epochS: seconds(took), atMs: took })).toBe(false)
      }),
    )
  })
})
