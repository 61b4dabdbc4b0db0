import fc from 'fast-check'
import { expect, it } from 'vitest'
import { routerAge } from '../../../../src/watch/track/router-age.ts'

it.each([
  ['goes on', [1000, 0], [1030, 30_000], undefined],
  ['is read late', [1000, 0], [1029, 31_500], undefined],
  ['is slow by an eighth', [1000, 0], [1876, 1_000_000], undefined],
  ['began anew', [1000, 0], [20, 60_000], 40_000],
  ['began anew a moment ago', [10, 0], [0, 30_000], 30_000],
  ['began anew soon after the last reading', [1000, 0], [59, 60_000], 1000],
  ['was young already, and began anew', [10, 0], [40, 60_000], 20_000],
  // It says itself that it did not restart in between.
  ['was put back by NTP', [1000, 0], [900, 30_000], undefined],
  ['was put forward by NTP', [10, 0], [1_700_000_000, 30_000], undefined],
] as const)('a clock that %s', (_, [firstS, firstMs], [thenS, thenMs], restarted) => {
  const age = routerAge()
  expect(age.take(firstS - 5, firstMs - 5000)).toBeUndefined()
  expect(age.take(firstS, firstMs)).toBeUndefined()
  expect(age.take(thenS, thenMs)).toBe(restarted)
})

it.each([
  ['began anew', [1000, 0], [20, 60_000], 40_000],
  ['begins anew right now', [1000, 0], [0, 60_000], 60_000],
  ['goes on', [1000, 0], [1060, 60_000], undefined],
  ['was put back by NTP', [1000, 0], [900, 30_000], undefined],
] as const)('a clock that %s between the first two readings', (_, [firstS, firstMs], [thenS, thenMs], restarted) => {
  const age = routerAge()
  age.take(firstS, firstMs)
  expect(age.take(thenS, thenMs)).toBe(restarted)
  if (restarted !== undefined) expect(age.bornMs).toBe(restarted)
  // Once is enough.
  expect(age.take(thenS + 30, thenMs + 30_000)).toBeUndefined()
})

it.each([0, 1000])('a clock that always says %i tells nothing', (epochS) => {
  const age = routerAge()
  for (const minutes of [0, 5, 10, 300]) expect(age.take(epochS, minutes * 60_000)).toBeUndefined()
  expect(age.bornMs).toBeUndefined()
})

it('a router that never restarts is never said to, and one that does is, to the second', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ afterMs: fc.integer({ min: 30_000, max: 300_000 }), restarts: fc.boolean() }), {
        maxLength: 30,
      }),
      (looks) => {
        const age = routerAge()
        let nowMs = 10_000_000
        let bornMs = 0
        age.take(nowMs / 1000 - 5, nowMs - 5000)
        age.take(nowMs / 1000, nowMs)
        for (const { afterMs, restarts } of looks) {
          nowMs += afterMs
          if (restarts) bornMs = nowMs - Math.floor(afterMs / 2)
          const said = age.take(Math.floor((nowMs - bornMs) / 1000), nowMs)
          if (!restarts) expect(said).toBeUndefined()
          else expect(Math.abs((said ?? 0) - bornMs)).toBeLessThanOrEqual(1000)
        }
      },
    ),
  )
})
