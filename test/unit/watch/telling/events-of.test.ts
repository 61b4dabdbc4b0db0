import { describe, expect, it } from 'vitest'
import type { OutageEnded, Quality, WatchRecord } from '../../../../src/history/record.ts'
import type { WatchEvent } from '../../../../src/watch/event.ts'
import { eventsOf } from '../../../../src/watch/telling/events-of.ts'
import { virtualClock } from '../../virtual-clock.ts'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute

/** A watcher whose records are told at the time that its clock shows. */
function watcher() {
  const clock = virtualClock(Date.parse('2026-11-24T03:00:00Z'))
  let count = 0
  const events = eventsOf({ clock, newId: () => `event-${++count}`, lineName: 'home', timeZone: 'UTC' })
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
  const quality = (asked: number, lost: number): Quality => ({
    kind: 'quality',
    at: clock.now(),
    from: instant(hour).time,
    looks: 120,
    ways: [
      { to: 'gateway', family: 'v4', asked: 120, lost: 60 },
      { to: 'far', family: 'v4', asked, lost },
    ],
  })
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

describe('an interruption', () => {
  it('of a minute and more is told when it has lasted a minute, and when it is over', () => {
    const { told, outage } = watcher()
    outage(5 * minute)
    expect(told).toEqual([
      {
        schema: 1,
        id: 'event-1',
        at: '2026-11-24T03:00:00Z',
        line: { name: 'home' },
        says: expect.stringMatching(/^No internet over IPv4 since 03:00 on 24 November: /),
        happened: { event: 'outage-began', family: 'v4', place: 'provider' },
      },
      expect.objectContaining({
        at: '2026-11-24T03:05:00Z',
        happened: {
          event: 'outage-ended',
          family: 'v4',
          place: 'provider',
          from: '2026-11-24T03:00:00Z',
          to: '2026-11-24T03:05:00Z',
          seconds: 300,
        },
      }),
    ])
  })

  it('of less than a minute is told once, of less than ten seconds never', () => {
    const { outage, kinds } = watcher()
    outage(45 * second)
    outage(8 * second)
    expect(kinds()).toEqual(['outage-ended'])
  })

  it('that somebody asked for is nothing to tell', () => {
    const { outage, kinds } = watcher()
    outage(50 * second, { planned: true })
    expect(kinds()).toEqual([])
  })

  it('that somebody asked for and that lasted so long that it was told is told to be over', () => {
    const { outage, kinds } = watcher()
    outage(3 * minute, { planned: true })
    expect(kinds()).toEqual(['outage-began', 'outage-ended'])
  })

  it('whose watcher ended is never told as one that lasts', () => {
    const { clock, take, pass, is, kinds } = watcher()
    const from = { time: clock.now(), withinMs: 1 }
    take({ kind: 'outage-began', at: clock.now(), family: 'v6', from, place: 'home', silent: [], answered: [] })
    is('down')
    take({ kind: 'ended', at: clock.now(), watcher: 'a', why: 'asked' })
    pass(hour)
    expect(kinds()).toEqual([])
  })

  it('that was left behind with its line is never told as one that lasts', () => {
    const { clock, take, pass, is, kinds } = watcher()
    const from = { time: clock.now(), withinMs: 1 }
    take({ kind: 'outage-began', at: clock.now(), family: 'v6', from, place: 'home', silent: [], answered: [] })
    take({ kind: 'line', at: clock.now(), line: { gateway: '02:00:00:00:00:02' } })
    is('up')
    pass(hour)
    expect(kinds()).toEqual([])
  })

  it('is one thing to know from the third within an hour, not three', () => {
    const { told, outage, pass, kinds } = watcher()
    for (let i = 0; i < 6; i++) {
      outage(20 * second)
      pass(5 * minute)
    }
    expect(kinds()).toEqual(['outage-ended', 'outage-ended', 'flapping'])
    expect(told[2]?.happened).toMatchObject({ outages: 3, seconds: 60, from: '2026-11-24T03:00:00Z' })
    // Even those that are too short to be told one by one.
    const other = watcher()
    for (let i = 0; i < 3; i++) other.outage(5 * second)
    expect(other.kinds()).toEqual(['flapping'])
  })

  it('is told once an hour as long as the line is unsteady, and as before when it is steady again', () => {
    const { outage, pass, kinds } = watcher()
    for (let i = 0; i < 30; i++) {
      outage(20 * second)
      pass(6 * minute)
    }
    expect(kinds().filter((kind) => kind === 'flapping')).toHaveLength(3)
    expect(kinds()).toHaveLength(2 + 3)
    pass(2 * hour)
    outage(20 * second)
    expect(kinds().at(-1)).toBe('outage-ended')
  })

  it('is told on an unsteady line too, if it lasts', () => {
    const { outage, kinds } = watcher()
    for (let i = 0; i < 3; i++) outage(20 * second)
    outage(9 * minute)
    expect(kinds()).toEqual(['outage-ended', 'outage-ended', 'flapping'])
    outage(30 * minute)
    expect(kinds().slice(3)).toEqual(['outage-began', 'outage-ended'])
  })
})

describe('an address', () => {
  const address = { kind: 'address', at: '2026-11-24T03:00:00.400Z', family: 'v4', afterOutage: true } as const

  it('is told at once when it changes, not when it is first seen', () => {
    const { told, take } = watcher()
    take({ ...address, what: 'public', address: '192.0.2.1' })
    take({ ...address, what: 'public', address: '192.0.2.2', was: '192.0.2.1' })
    expect(told.map(({ happened }) => happened)).toEqual([
      {
        event: 'address-changed',
        family: 'v4',
        what: 'public',
        from: '192.0.2.1',
        to: '192.0.2.2',
        afterOutage: true,
      },
    ])
  })

  it('is compared with that of the days before, if they are recalled', () => {
    const { events, told, take } = watcher()
    events.recall([{ ...address, what: 'public', address: '192.0.2.1' }])
    expect(told).toEqual([])
    take({ ...address, what: 'public', address: '192.0.2.1' })
    take({ ...address, what: 'public', address: '192.0.2.9' })
    expect(told).toHaveLength(1)
  })

  it('of this machine within its network may change as it likes', () => {
    const { told, take } = watcher()
    take({ ...address, family: 'v6', what: 'host', address: '::1', was: '::2' })
    expect(told).toEqual([])
  })
})

describe('the mail ports', () => {
  const at = '2026-11-24T03:00:00Z'

  it('are told when they answer otherwise', () => {
    const { told, take } = watcher()
    take({ kind: 'mail-ports', at, answers: { 'inbound.25.v4': 'open', 'outbound.25.v4': 'open' } })
    take({ kind: 'mail-ports', at, answers: { 'inbound.25.v4': 'open', 'outbound.25.v4': 'open' } })
    expect(told).toEqual([])
    take({ kind: 'mail-ports', at, answers: { 'inbound.25.v4': 'filtered', 'inbound.465.v4': 'open' } })
    expect(told.map(({ happened }) => happened)).toEqual([
      {
        event: 'mail-ports-changed',
        changed: [
          { check: 'inbound.25.v4', from: 'open', to: 'filtered' },
          { check: 'outbound.25.v4', from: 'open', to: null },
          { check: 'inbound.465.v4', from: null, to: 'open' },
        ],
      },
    ])
  })

  it('are compared with those of the days before, if they are recalled', () => {
    const { events, kinds, take } = watcher()
    events.recall([{ kind: 'mail-ports', at, answers: { 'inbound.25.v4': 'open' } }])
    take({ kind: 'mail-ports', at, answers: { 'inbound.25.v4': 'filtered' } })
    expect(kinds()).toEqual(['mail-ports-changed'])
  })
})

describe('losses', () => {
  it('are told after two bad hours, and after two good ones', () => {
    const { told, take, quality } = watcher()
    for (const lost of [0, 9, 0, 9, 10, 50, 0, 9, 0, 0, 0]) take(quality(200, lost))
    expect(told.map(({ happened }) => happened)).toEqual([
      { event: 'loss-began', family: 'v4', percent: 5 },
      { event: 'loss-ended', family: 'v4', percent: 0 },
    ])
  })

  it('of one question in an hour, or in an hour that had hardly begun, are none', () => {
    const { told, take, quality } = watcher()
    for (let i = 0; i < 4; i++) take(quality(24, 1))
    for (let i = 0; i < 4; i++) take(quality(6, 6))
    expect(told).toEqual([])
  })
})

describe('a time in which nobody watched', () => {
  const began = {
    kind: 'began',
    watcher: 'b',
    release: '1',
    line: {},
    intervalMs: 30_000,
    farEveryMs: 300_000,
  } as const

  it('is told, if the watcher was killed or the machine slept', () => {
    const { told, take } = watcher()
    take({ kind: 'ended', at: '2026-11-24T01:00:00Z', watcher: 'a', why: 'killed' })
    take({ ...began, at: '2026-11-24T02:00:00Z' })
    take({
      kind: 'not-watched',
      at: '2026-11-24T03:00:00Z',
      from: '2026-11-24T02:30:00Z',
      to: '2026-11-24T03:00:00Z',
      why: 'asleep',
    })
    expect(told.map(({ happened }) => happened)).toEqual([
      { event: 'was-not-watching', from: '2026-11-24T01:00:00Z', to: '2026-11-24T02:00:00Z' },
      { event: 'was-not-watching', from: '2026-11-24T02:30:00Z', to: '2026-11-24T03:00:00Z' },
    ])
  })

  it('is not told where it was short or asked for', () => {
    const { told, take } = watcher()
    take({ kind: 'ended', at: '2026-11-24T01:00:00Z', watcher: 'a', why: 'asked' })
    take({ ...began, at: '2026-11-24T02:00:00Z' })
    take({ kind: 'ended', at: '2026-11-24T02:10:00Z', watcher: 'b', why: 'machine-restarted' })
    take({ ...began, at: '2026-11-24T02:14:00Z' })
    expect(told).toEqual([])
  })
})

it('a router that restarts over and over is told once an hour', () => {
  const { kinds, take, pass, clock } = watcher()
  for (let i = 0; i < 30; i++) {
    take({ kind: 'router-restarted', at: clock.now() })
    pass(5 * minute)
  }
  expect(kinds()).toEqual(['router-restarted', 'router-restarted', 'router-restarted'])
})

it('an event names the line by the hardware of its gateway as well, where it is known', () => {
  const { told, take } = watcher()
  take({ kind: 'line', at: '2026-11-24T03:00:00Z', line: { gateway: '02:00:00:00:00:01' } })
  take({ kind: 'router-restarted', at: '2026-11-24T03:00:00Z' })
  expect(told[0]?.line).toEqual({ name: 'home', gateway: '02:00:00:00:00:01' })
})
