import { describe, expect, it } from 'vitest'
import type { AddressIs } from '../../../../src/history/record.ts'
import { address as seen, at as time, began, cafe, clockSet, ended, home, lineIs, slept } from '../../history/a-log.ts'
import { minute, watcher } from './told-watcher.ts'

describe('an address', () => {
  const changed = (when: string, value: string, was: string) => ({ ...(seen(when, value) as AddressIs), was })
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

  it('is compared with that of the days before on the same line; when it changed nobody saw', () => {
    const past = [began('-9 00:00'), seen('-9 00:01', '203.0.113.5'), ended('-8 00:00')]
    const { told, take } = watcher(past)
    take(began('02:00', 'two'))
    take(seen('02:01', '203.0.113.9'))
    take(changed('02:20', '203.0.113.7', '203.0.113.9'))
    expect(told.map(({ says }) => says)).toEqual([
      'The public IPv4 address became another one while nobody watched: it is 203.0.113.9, and was 203.0.113.5. Seen at 02:01 on 24 November. Every record that names the old one is to follow: the host, SPF, the reverse name.',
      expect.stringMatching(/ changed from 203.0.113.9 to 203.0.113.7 at 02:20 /),
    ])
    const elsewhere = watcher(past)
    elsewhere.take(began('02:00', 'two', cafe))
    elsewhere.take(seen('02:01', '203.0.113.9'))
    expect(elsewhere.told).toEqual([])
  })

  it('of another line has not changed, there and back', () => {
    const { told, take } = watcher()
    take(began('02:00'))
    take(seen('02:01', '203.0.113.5'))
    take(lineIs('02:10', cafe))
    take(changed('02:11', '198.51.100.7', '203.0.113.5'))
    take(lineIs('02:20', home))
    take(changed('02:21', '203.0.113.5', '198.51.100.7'))
    expect(told).toEqual([])
  })

  it('of a line that has a name is the same behind a new router', () => {
    const { told, take } = watcher()
    take(began('02:00', 'one', { name: 'home', ...home }))
    take(seen('02:01', '203.0.113.5'))
    take(lineIs('02:10', { name: 'home', ...cafe }))
    // The tracker begins anew behind another gateway.
    take(seen('02:11', '203.0.113.9'))
    expect(told.map(({ says }) => says)).toEqual([
      expect.stringMatching(/ changed from 203.0.113.5 to 203.0.113.9 at 02:11 /),
    ])
  })

  it('that is another one after the machine slept changed when nobody watched', () => {
    const { told, take, pass } = watcher()
    take(began('02:00'))
    take(seen('02:01', '203.0.113.5'))
    take(slept('02:10', '02:12'))
    pass(5 * minute)
    take(changed('02:17', '203.0.113.9', '203.0.113.5'))
    expect(told[0]?.happened).toMatchObject({ event: 'address-changed', afterGap: true })
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
          // What was told for the first time has not changed.
          { check: 'inbound.25.v4', from: 'open', to: 'filtered' },
        ],
      },
    ])
    // What could not be told then was as it had been.
    take({ kind: 'mail-ports', at, answers: { 'inbound.25.v4': 'filtered', 'outbound.25.v4': 'open' } })
    expect(told).toHaveLength(1)
  })

  it('are compared with those of the days before on the same line', () => {
    const past = [began('-9 00:00'), { kind: 'mail-ports', at, answers: { 'inbound.25.v4': 'open' } } as const]
    const now = { kind: 'mail-ports', at, answers: { 'inbound.25.v4': 'filtered' } } as const
    const { kinds, take } = watcher(past)
    take(began('02:00', 'two'))
    take(now)
    expect(kinds()).toEqual(['mail-ports-changed'])
    const elsewhere = watcher(past)
    elsewhere.take(began('02:00', 'two', cafe))
    elsewhere.take(now)
    expect(elsewhere.kinds()).toEqual([])
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

  it('of minutes that a sleep cut off, or of hours that do not follow each other, are none', () => {
    const { told, take, quality, clock } = watcher()
    for (let i = 0; i < 4; i++) take(quality(200, 60, 5 * minute))
    take(quality(200, 60))
    clock.advance(60 * minute)
    take(quality(200, 60))
    expect(told).toEqual([])
    take(quality(200, 60))
    expect(told).toHaveLength(1)
  })
})

describe('a time in which nobody watched', () => {
  const gaps = ({ told }: ReturnType<typeof watcher>) => told.map(({ happened }) => happened)
  const gap = (from: string, to: string) => ({
    event: 'was-not-watching',
    from: time(from).replace('.000', ''),
    to: time(to).replace('.000', ''),
  })

  it('is told, if the machine slept', () => {
    const one = watcher()
    one.take(began('02:00'))
    one.take(slept('02:30', '03:00'))
    expect(gaps(one)).toEqual([gap('02:30', '03:00')])
  })

  it('is told where the last watcher before this one was killed, and once', () => {
    const past = [began('-4 01:00'), ended('-3 01:00', 'one', 'killed'), began('-2 01:00', 'two')]
    const kept = watcher(past)
    kept.take(began('02:00', 'three'))
    expect(gaps(kept)).toEqual([])
    const one = watcher([...past, ended('01:00', 'two', 'killed')])
    one.take(began('02:00', 'three'))
    one.take(began('02:00', 'three'))
    expect(gaps(one)).toEqual([gap('01:00', '02:00')])
  })

  it('is not told where it was short or asked for', () => {
    const asked = watcher([began('00:00'), ended('01:00')])
    asked.take(began('02:00', 'two'))
    const short = watcher([began('00:00'), ended('02:10', 'one', 'machine-restarted')])
    short.take(began('02:14', 'two'))
    expect([...asked.told, ...short.told]).toEqual([])
  })

  it('is as long as the right clock says, where the machine began with a time that it had saved', () => {
    const past = [began('00:00'), ended('03:00', 'one', 'machine-restarted')]
    const one = watcher(past)
    one.take(began('03:01', 'two'))
    one.pass(minute)
    one.take(clockSet('03:02', '09:02'))
    // Another correction, and one that is none of the start.
    one.take(clockSet('09:02:00', '09:02:03'))
    one.pass(20 * minute)
    one.take(clockSet('09:30', '10:30'))
    expect(gaps(one)).toEqual([gap('03:00', '09:01')])
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
