import type { OutageEnded, Quality, WatchRecord } from '../../../../src/history/record.ts'
import type { WatchEvent } from '../../../../src/watch/event.ts'
import { eventsOf } from '../../../../src/watch/telling/events-of.ts'
import { knownBefore } from '../../../../src/watch/telling/known-before.ts'
import { virtualClock } from '../../virtual-clock.ts'

export const second = 1_000
export const minute = 60 * second
export const hour = 60 * minute

/** A watcher whose records are told at the time that its clock shows. `past`: what was written before it began. */
export function watcher(past: readonly WatchRecord[] = []) {
  const clock = virtualClock(Date.parse('2026-11-24T03:00:00Z'))
  let count = 0
  const events = eventsOf({
    clock,
    newId: () => `event-${++count}`,
    lineName: 'home',
    timeZone: 'UTC',
    before: knownBefore(past, clock.now()),
  })
  const told: WatchEvent[] = []
  const take = (record: WatchRecord) => void told.push(...events.take(record))
  let state: Parameters<typeof events.due>[0] = { v4: undefined, v6: undefined }
  const is = (what: 'up' | 'down') => {
    state = { v4: { is: what, since: clock.now() }, v6: { is: what, since: clock.now() } }
  }
  /** So long, with a look every ten seconds. */
  function pass(ms: number) {
    for (let left = ms; left > 0; left -= 10 * second) {
      clock.advance(Math.min(left, 10 * second))
      told.push(...events.due(state))
    }
  }
  const instant = (agoMs = 0) => ({ time: new Date(Date.parse(clock.now()) - agoMs).toISOString(), withinMs: 500 })
  /** Told ten seconds after it began, as a watcher does that looks twice before it believes. */
  function outage(tookMs: number, more: Partial<OutageEnded> = {}) {
    clock.advance(2 * second)
    const from = instant(2 * second)
    take({ kind: 'outage-began', at: clock.now(), family: 'v4', from, place: 'provider', silent: [], answered: [] })
    is('down')
    pass(tookMs - 2 * second)
    is('up')
    take({
      kind: 'outage-ended',
      at: clock.now(),
      family: 'v4',
      from,
      to: instant(),
      tookMs,
      place: 'provider',
      ...more,
    })
  }
  /** The summary of the next `ms`. */
  function quality(asked: number, lost: number, ms = hour): Quality {
    const from = clock.now()
    clock.advance(ms)
    return {
      kind: 'quality',
      at: clock.now(),
      from,
      looks: 120,
      ways: [
        { to: 'gateway', family: 'v4', asked: 120, lost: 60 },
        { to: 'far', family: 'v4', asked, lost },
      ],
    }
  }
  return {
    clock,
    events,
    told,
    take,
    pass,
    is,
    outage,
    quality,
    kinds: () => told.map(({ happened }) => happened.event),
  }
}
