import { describe, expect, it } from 'vitest'
import type { OffsetAt } from '../../../src/history/local-time.ts'
import { pastOfHistory } from '../../../src/history/past-of-history.ts'
import { runHeadOf } from '../../../src/history/run-head-of.ts'
import type { RunHead } from '../../../src/history/saved-run.ts'
import type { WatchRecord, WayQuality } from '../../../src/history/record.ts'
import { address, at, began, ended, home, outage, slept, span, timeline, up } from './a-log.ts'
import { savedRun } from './runs.ts'

const utc = () => 0
const hour = 60 * 60_000

function past(records: readonly WatchRecord[], runs: readonly RunHead[] = [], offsetAt: OffsetAt = utc) {
  return pastOfHistory(timeline(records, { now: '+9 00:00' }), runs, { line: home, offsetAt })
}

function runAt(time: string, v4: string, gateway = home.gateway): RunHead {
  return runHeadOf(savedRun([], { at: at(time), line: { v4: { public: v4 }, v6: null, known: { gateway } } }), 'x')
}

function quality(...ways: readonly WayQuality[]): WatchRecord {
  return { kind: 'quality', at: at('01:00'), from: at('00:00'), looks: 120, ways }
}

describe('the permanence of a line', () => {
  it('is unknown where nobody watched', () => {
    expect(past([], [runAt('10:00', '203.0.113.5')]).permanence).toBeUndefined()
  })

  it('is how long it was watched, and what was seen', () => {
    const asked = up('05:00', '05:10', 'home', { planned: true })
    const log = [
      began('00:00'),
      address('00:00', '203.0.113.5'),
      ...outage('02:00', '02:01'),
      ...outage('03:00', '03:01', 'beyond', 'v6'),
      asked,
      ended('12:00'),
    ]
    expect(past(log).permanence).toEqual({
      ...span('00:00', '12:00'),
      // Without what was asked for.
      watchedMs: 12 * hour - 10 * 60_000,
      nights: 1,
      outages: [{ ...span('02:00', '02:01'), tookMs: 60_000, place: 'provider', hour: 2 }],
    })
    expect(past(log, [], () => 5 * hour).permanence?.outages[0]?.hour).toBe(7)
  })

  it('is not of days in which nobody saw the line work, or be down', () => {
    // The machine was restarted at the begin of an interruption that leaves it without an address.
    const log = [
      began('00:00'),
      address('00:01', '203.0.113.5'),
      ended('00:05', 'one', 'machine-restarted'),
      began('00:06', 'two'),
      address('+3 12:00', '203.0.113.5'),
      ended('+4 12:00', 'two'),
    ]
    expect(past(log).permanence).toMatchObject({ watchedMs: 24 * hour + 4 * 60_000, nights: 1 })
    expect(past([began('00:00'), ended('+9 00:00')]).permanence).toBeUndefined()
  })

  it('knows no hour of an interruption that was found so', () => {
    const found = up('02:00', '02:10', 'provider', { foundSo: true })
    expect(past([began('02:00'), found, ended('12:00')]).permanence?.outages[0]).not.toHaveProperty('hour')
  })

  it('is of IPv6 where there is no IPv4', () => {
    const log = [
      began('00:00'),
      address('00:01', '2001:db8::1'),
      ...outage('03:00', '03:01', 'beyond', 'v6'),
      ended('12:00'),
    ]
    expect(past(log).permanence?.outages).toMatchObject([{ place: 'beyond' }])
    expect(past([...log.slice(0, 2), address('00:01', '203.0.113.5'), ...log.slice(2)]).permanence?.outages).toEqual([])
  })

  it('counts what went unanswered, over that family', () => {
    const way = { family: 'v4', asked: 100, lost: 1 } as const
    const ways: readonly WayQuality[] = [
      { ...way, to: 'gateway' },
      { ...way, to: 'far', lost: 4 },
      { ...way, to: 'far', family: 'v6', lost: 50 },
    ]
    const log = [began('00:00'), quality(...ways), quality(...ways), ended('12:00')]
    expect(past(log).permanence).toMatchObject({ gateway: { asked: 200, lost: 2 }, far: { asked: 200, lost: 8 } })
    const unmeasured = [began('00:00'), address('00:00', '203.0.113.5'), ended('01:00')]
    expect(past(unmeasured).permanence).not.toHaveProperty('far')
  })

  it.each([
    ['watched from end to end', [began('00:00'), ended('+2 12:00')], 3],
    ['begun in the night', [began('03:00'), ended('+1 12:00')], 1],
    ['with a few minutes missing', [began('00:00'), slept('03:00', '03:10'), ended('12:00')], 1],
    ['with half an hour missing', [began('00:00'), slept('03:00', '03:30'), ended('12:00')], 0],
    ['by day alone', [began('07:00'), ended('23:00')], 0],
  ] as const)('counts nights %s', (_, log, nights) => {
    const [first, ...rest] = log
    const seen = { ...address('00:00', '203.0.113.5'), at: first.at }
    expect(past([first, seen, ...rest]).permanence?.nights).toBe(nights)
  })

  it('counts the night on which the clocks change', () => {
    const summer = Date.parse(at('+1 01:00'))
    const offsetAt = (ms: number) => (ms < summer ? hour : 2 * hour)
    const log = [began('00:00'), address('00:00', '203.0.113.5'), ended('+2 12:00')]
    expect(past(log, [], offsetAt).permanence?.nights).toBe(3)
  })
})

describe('addresses of earlier days', () => {
  it('are those that were watched, and those that a run saw, oldest first', () => {
    const log = [began('00:00'), address('00:01', '203.0.113.5'), ...outage('02:00', '02:01'), ended('12:00')]
    const runs = [runAt('-1 10:00', '203.0.113.1'), runAt('+1 10:00', '203.0.113.5'), runAt('+2 10:00', '203.0.113.7')]
    expect(past(log, runs).addresses('v4')).toEqual([
      { address: '203.0.113.1', from: at('-1 10:00'), to: at('-1 10:00'), reconnects: 0, restarts: 0 },
      { address: '203.0.113.5', from: at('00:01'), to: at('+1 10:00'), reconnects: 1, restarts: 0 },
      { address: '203.0.113.7', from: at('+2 10:00'), to: at('+2 10:00'), reconnects: 0, restarts: 0 },
    ])
    expect(past(log, runs).addresses('v6')).toEqual([])
  })

  it('say nothing of whether they stay where only the way to the router was cut', () => {
    const cuts = ['01', '02', '03'].flatMap((hour) => outage(`${hour}:00:00`, `${hour}:00:04`, 'home'))
    const [seen] = past([began('00:00'), address('00:01', '203.0.113.5'), ...cuts, ended('12:00')]).addresses('v4')
    expect(seen).toMatchObject({ reconnects: 0, restarts: 0 })
  })

  it('are told by runs alone', () => {
    const runs = [runAt('00:00', '203.0.113.1'), runAt('+1 00:00', '203.0.113.1'), runAt('+2 00:00', '203.0.113.2')]
    expect(
      past([], runs)
        .addresses('v4')
        .map(({ address, to }) => [address, to]),
    ).toEqual([
      ['203.0.113.1', at('+1 00:00')],
      ['203.0.113.2', at('+2 00:00')],
    ])
  })

  it('are of this line alone', () => {
    expect(past([], [runAt('00:00', '203.0.113.1', 'another')]).addresses('v4')).toEqual([])
  })
})
