import { describe, expect, it } from 'vitest'
import type { WatchRecord } from '../../../src/history/record.ts'
import {
  address,
  at,
  began,
  cafe,
  down,
  ended,
  outage,
  rebooted,
  restarted,
  slept,
  span,
  timeline,
  up,
} from './a-log.ts'

const one = '203.0.113.5'
const two = '203.0.113.99'

function spans(records: readonly WatchRecord[], since?: string) {
  return timeline(records, since === undefined ? {} : { since }).addresses.map(
    ({ address, from, to, reconnects, restarts }) => [
      address,
      from.slice(11, 19),
      to.slice(11, 19),
      reconnects,
      restarts,
    ],
  )
}

describe('an address', () => {
  it('was known from when it was first seen to the end of watching', () => {
    const log = [began('01:00'), address('01:00:01', one), address('01:00:01', '2001:db8:1::/64'), ended('03:00')]
    expect(timeline(log).addresses).toEqual([
      {
        ...span('01:00:01', '03:00'),
        what: 'public',
        family: 'v4',
        address: one,
        reconnects: 0,
        restarts: 0,
        afterOutage: false,
      },
      expect.objectContaining({ ...span('01:00:01', '03:00'), what: 'prefix', family: 'v6' }),
    ])
  })

  it('was known until the interruption that it changed by', () => {
    const log = [
      began('01:00'),
      address('01:00:01', one),
      ...outage('02:00', '02:01'),
      address('02:01:01', two, true),
      ended('03:00'),
    ]
    expect(spans(log)).toEqual([
      [one, '01:00:01', '02:00:00', 0, 0],
      [two, '02:01:01', '03:00:00', 0, 0],
    ])
    expect(timeline(log).addresses[1]?.afterOutage).toBe(true)
  })

  it('was known until it changed, where nothing was interrupted', () => {
    const log = [began('01:00'), address('01:00:01', one), address('02:00', two), ended('03:00')]
    expect(spans(log)).toEqual([
      [one, '01:00:01', '02:00:00', 0, 0],
      [two, '02:00:00', '03:00:00', 0, 0],
    ])
  })

  it('goes on over a time when nobody watched, if it is the same after', () => {
    const log = [
      began('01:00'),
      address('01:01', one),
      ended('02:00'),
      began('05:00', 'b'),
      address('05:01', one),
      ended('06:00', 'b'),
    ]
    expect(spans(log)).toEqual([[one, '01:01:00', '06:00:00', 0, 0]])
  })

  it('was known until nobody watched any more, if it is another one after', () => {
    const log = [
      began('01:00'),
      address('01:01', one),
      ended('02:00'),
      began('05:00', 'b'),
      address('05:01', two),
      ended('06:00', 'b'),
    ]
    expect(spans(log)).toEqual([
      [one, '01:01:00', '02:00:00', 0, 0],
      [two, '05:01:00', '06:00:00', 0, 0],
    ])
    const asleep = [
      began('01:00'),
      address('01:01', one),
      slept('02:00', '05:00'),
      address('05:01', two),
      ended('06:00'),
    ]
    expect(spans(asleep)).toEqual(spans(log))
  })

  it('is not known to hold while a watcher that never saw it watches', () => {
    const log = [began('01:00'), address('01:01', one), ended('02:00'), began('05:00', 'b'), ended('06:00', 'b')]
    expect(spans(log)).toEqual([[one, '01:01:00', '02:00:00', 0, 0]])
  })

  it('is of this line alone', () => {
    expect(spans([began('01:00', 'one', cafe), address('01:01', one), ended('02:00')])).toEqual([])
  })

  it('keeps what it was known as', () => {
    const known = {
      kind: 'known-as',
      at: at('01:05'),
      family: 'v4',
      address: one,
      name: null,
      policy: 'listed',
    } as const
    const log = [
      began('01:00'),
      address('01:01', one),
      known,
      { ...known, address: two, name: 'x.test' },
      ended('02:00'),
    ]
    expect(timeline(log).addresses[0]?.knownAs).toEqual({ name: null, policy: 'listed' })
  })

  it('begins with `since`, and what came before counts no more', () => {
    const log = [
      began('01:00'),
      address('01:01', one),
      ...outage('02:00', '02:01'),
      ...outage('03:00', '03:01'),
      ended('04:00'),
    ]
    expect(spans(log)).toEqual([[one, '01:01:00', '04:00:00', 2, 0]])
    expect(spans(log, at('02:30'))).toEqual([[one, '02:30:00', '04:00:00', 1, 0]])
    expect(spans(log, at('04:30'))).toEqual([])
  })
})

describe('a reconnect to the same address', () => {
  function after(...records: readonly WatchRecord[]) {
    const [span] = timeline([began('01:00'), address('01:01', one), ...records, ended('04:00')]).addresses
    return [span?.reconnects, span?.restarts]
  }

  it.each([
    ['home', 0, 0],
    ['router', 1, 1],
    ['provider', 1, 0],
    ['beyond', 0, 0],
    ['provider-or-beyond', 0, 0],
    ['machine', 0, 0],
  ] as const)('is one from an interruption at %s: %i, of them restarts %i', (place, reconnects, restarts) => {
    expect(after(...outage('02:00', '02:01', place))).toEqual([reconnects, restarts])
  })

  it('is none from a session that may be the same, nor from the other family', () => {
    expect(after(...outage('02:00:00', '02:00:59'))).toEqual([0, 0])
    expect(after(...outage('02:00:00', '02:01:00'))).toEqual([1, 0])
    expect(after(down('02:00'), slept('02:00:30', '03:00'), up('02:00', '03:00:20'))).toEqual([0, 0])
    expect(after(...outage('02:00', '02:01', 'provider', 'v6'))).toEqual([0, 0])
  })

  it('is a restart where the router says so after an interruption at home', () => {
    expect(after(...outage('02:00', '02:01', 'home'), restarted('02:01:20'))).toEqual([1, 1])
    expect(after(...outage('02:00', '02:01', 'home'), restarted('03:01:20'))).toEqual([0, 0])
    expect(after(...outage('02:00:00', '02:00:05', 'home'), restarted('02:00:20'))).toEqual([1, 1])
  })

  it('is a restart in a reboot test, seen by a watcher or not', () => {
    const test = rebooted('02:00', '02:12', one, one)
    expect(after(test)).toEqual([1, 1])
    expect(after(...outage('02:00:05', '02:11', 'home'), test)).toEqual([1, 1])
    expect(after(...outage('02:00:05', '02:11', 'machine'), test)).toEqual([1, 1])
  })

  it('is none in a reboot test that no router starts within', () => {
    expect(after(rebooted('02:00:00', '02:00:14', one, one))).toEqual([0, 0])
    expect(after(...outage('02:00:01', '02:00:03', 'home'), rebooted('02:00:00', '02:00:03', one, one))).toEqual([0, 0])
    expect(after(rebooted('02:00:00', '02:00:15', one, one))).toEqual([1, 1])
  })

  it('is none in a reboot test of another line', () => {
    expect(spans([rebooted('02:00', '02:12', one, one, cafe)])).toEqual([])
    expect(after(rebooted('02:00', '02:12', one, one, cafe))).toEqual([0, 0])
  })

  it('is told by a reboot test alone', () => {
    expect(spans([rebooted('02:00', '02:12', one, one)])).toEqual([[one, '02:00:00', '02:12:00', 1, 1]])
    expect(spans([rebooted('02:00', '02:12', one, two)])).toEqual([
      [one, '02:00:00', '02:00:00', 0, 0],
      [two, '02:12:00', '02:12:00', 0, 0],
    ])
  })

  it('is none to another address', () => {
    expect(after(...outage('02:00', '02:01'), address('02:01:05', two, true))).toEqual([0, 0])
  })
})
