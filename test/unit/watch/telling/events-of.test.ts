import { describe, expect, it } from 'vitest'
import { minute, watcher } from './told-watcher.ts'

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
          { check: 'inbound.465.v4', from: null, to: 'open' },
        ],
      },
    ])
    // What could not be told then was as it had been.
    take({ kind: 'mail-ports', at, answers: { 'inbound.25.v4': 'filtered', 'outbound.25.v4': 'open' } })
    expect(told).toHaveLength(1)
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

  it('is told where it is known from what was written before this watcher began, and once', () => {
    const { events, kinds, take } = watcher()
    events.recall([
      { ...began, at: '2026-11-20T01:00:00Z' },
      { kind: 'ended', at: '2026-11-21T01:00:00Z', watcher: 'b', why: 'killed' },
      { ...began, at: '2026-11-22T01:00:00Z' },
    ])
    take({ ...began, at: '2026-11-24T02:00:00Z' })
    expect(kinds()).toEqual([])
    events.recall([{ kind: 'ended', at: '2026-11-24T01:00:00Z', watcher: 'b', why: 'killed' }])
    take({ ...began, at: '2026-11-24T02:00:00Z' })
    take({ ...began, at: '2026-11-24T02:00:00Z' })
    expect(kinds()).toEqual(['was-not-watching'])
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
