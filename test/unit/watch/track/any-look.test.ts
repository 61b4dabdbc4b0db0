import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Family } from '../../../../src/core/line.ts'
import { failures, type Failure } from '../../../../src/core/failure.ts'
import type { Look, Sighting } from '../../../../src/watch/look.ts'
import { tracker } from '../../../../src/watch/tracker.ts'

const family = fc.constantFrom<Family>('v4', 'v6')
const sighting = fc
  .record({
    witness: fc.constantFrom('a', 'b', 'c', ''),
    of: fc.constantFrom<Sighting['of']>('gateway', 'hop', 'far'),
    family,
    afterMs: fc.nat({ max: 900 }),
    rttMs: fc.nat({ max: 900 }),
    failure: fc.option(fc.constantFrom(...(Object.keys(failures) as Failure[])), { nil: undefined }),
  })
  .map(({ failure, rttMs, ...one }) => ({ ...one, ...(failure === undefined ? { rttMs } : { failure }) }))

const step = fc.record({
  lateMs: fc.oneof(fc.nat({ max: 500 }), fc.constantFrom(0, 0, 0, 3_600_000)),
  sleptMs: fc.constantFrom(0, 0, 0, 0, 0, 3_600_000),
  setMs: fc.constantFrom(0, 0, 0, 0, 0, 3_600_000, -3_600_000),
  link: fc.constantFrom<Look['link']>('up', 'up', 'no-carrier', 'off', 'no-route', 'unknown'),
  lacks: fc.subarray<Family>(['v4', 'v6']),
  sightings: fc.array(sighting, { maxLength: 10 }),
  epochS: fc.option(fc.nat({ max: 100_000 }), { nil: undefined }),
  gateway: fc.option(fc.constantFrom('one', 'other'), { nil: undefined }),
  addresses: fc.array(
    fc.record({
      what: fc.constantFrom('public' as const, 'prefix' as const, 'host' as const, 'router' as const),
      family,
      address: fc.constantFrom('192.0.2.1', '192.0.2.2', '2001:db8::1'),
      witness: fc.constantFrom('a', 'b'),
    }),
    { maxLength: 4 },
  ),
})

it('whatever is seen, what is written down makes sense', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 100, max: 60_000 }), (steps, intervalMs) => {
      const track = tracker({ intervalMs, farEveryMs: 300_000 })
      const open = new Set<Family>()
      let hasMoved = false
      let [elapsedMs, sleptMs, wallMs, afterMs] = [0, 0, Date.parse('2026-11-24T00:00:00Z'), 0]
      for (const one of steps) {
        const wentMs = afterMs + one.lateMs
        elapsedMs += wentMs
        sleptMs += one.sleptMs
        wallMs += wentMs + one.sleptMs + one.setMs
        const { records, next } = track.take({
          moment: { wall: new Date(wallMs).toISOString(), elapsedMs, sinceBootMs: elapsedMs + sleptMs },
          link: one.link,
          lacks: one.lacks,
          line: one.gateway === undefined ? {} : { gateway: one.gateway },
          sightings: one.sightings.map(({ afterMs: later, ...rest }) => ({ ...rest, sentMs: elapsedMs + later })),
          addresses: one.addresses,
          ...(one.epochS !== undefined && { routerEpochS: one.epochS }),
        })
        afterMs = next.afterMs
        expect(afterMs).toBeGreaterThan(0)
        expect(afterMs).toBeLessThanOrEqual(intervalMs)
        const times = records.filter(({ kind }) => kind !== 'clock-set').map(({ at }) => Date.parse(at))
        expect(records.findLastIndex(({ kind }) => kind === 'clock-set')).toBeLessThanOrEqual(0)
        expect(times).toEqual(times.toSorted((a, b) => a - b))
        for (const record of records) {
          hasMoved ||= record.kind === 'line'
          if (record.kind === 'outage-began') {
            // On another line, what was interrupted on the one before is no matter any more.
            expect(open.has(record.family) && !hasMoved).toBe(false)
            open.add(record.family)
          }
          if (record.kind !== 'outage-ended') continue
          expect(open.delete(record.family)).toBe(true)
          expect(Date.parse(record.to.time)).toBeGreaterThanOrEqual(Date.parse(record.from.time))
          expect(record.tookMs).toBeLessThanOrEqual(Date.parse(record.to.time) - Date.parse(record.from.time) + 1)
          expect(Math.min(record.tookMs, record.from.withinMs, record.to.withinMs)).toBeGreaterThanOrEqual(0)
        }
      }
      expect(track.end(new Date(wallMs).toISOString()).every(({ kind }) => kind === 'quality')).toBe(true)
      expect(track.state.looks).toBe(steps.length)
    }),
  )
})
