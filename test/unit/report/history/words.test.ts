import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { durationWords } from '../../../../src/report/history/duration-words.ts'
import { portsWords } from '../../../../src/core/ports-words.ts'
import { lossWords, shareWords } from '../../../../src/report/history/share-words.ts'

describe('the words of a history', () => {
  it.each([
    [0, '0 ms'],
    [800, '800 ms'],
    [42_000, '42 s'],
    [59_600, '1 min'],
    [185_000, '3 min 05 s'],
    [3_600_000, '1 h'],
    [7_500_000, '2 h 05 min'],
    [86_400_000, '24 h'],
    [3 * 86_400_000 + 4 * 3_600_000, '3 days 4 h'],
  ])('%d ms is %s', (ms, words) => expect(durationWords(ms)).toBe(words))

  it('a share is never more than it was', () => {
    expect([1, 0.9993, 0.999999, 0.5, 0].map(shareWords)).toEqual(['100 %', '99.93 %', '99.99 %', '50.00 %', '0.00 %'])
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (share) => {
        const told = Number.parseFloat(shareWords(share))
        expect(told).toBeLessThanOrEqual(share * 100 + 1e-6)
        expect(told).toBeGreaterThan(share * 100 - 0.0101)
      }),
    )
  })

  it('a loss is never told as none', () => {
    expect(
      [
        [0, 10],
        [1, 1_000_000],
        [4, 1000],
        [12, 100],
      ].map(([lost = 0, asked = 0]) => lossWords(lost, asked)),
    ).toEqual(['0 %', 'under 0.01 %', '0.4 %', '12 %'])
  })

  it('ports are told by direction and family', () => {
    const both = ['v4', 'v6'].flatMap((family) => [25, 465].map((port) => `inbound.${port}.${family}`))
    expect(portsWords([...both, 'outbound.25.v4', 'outbound.relay'])).toBe(
      'inbound 25, 465 over IPv4 and IPv6; outbound 25 over IPv4; outbound.relay',
    )
  })
})
