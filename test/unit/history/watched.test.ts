import { describe, expect, it } from 'vitest'
import { address, at, began, cafe, clockSet, ended, home, lineIs, restarted, slept, span, timeline } from './a-log.ts'

const minute = 60_000
const hour = 60 * minute

describe('when somebody looked', () => {
  it('is nobody, ever, of an empty log', () => {
    expect(timeline([])).toEqual({
      whole: undefined,
      watched: [],
      unwatched: [],
      watchedMs: 0,
      looks: 0,
      outages: [],
      addresses: [],
      quality: [],
      mailPorts: [],
      idle: [],
      routerRestarts: [],
      rebootTests: [],
      watchedOver: { v4: [], v6: [] },
    })
  })

  it('is from when a watcher began to when it was asked to end', () => {
    const { whole, watched, watchedMs, unwatched } = timeline([began('08:00'), ended('09:00')])
    expect(watched).toEqual([span('08:00', '09:00')])
    expect({ whole, watchedMs, unwatched }).toEqual({ whole: span('08:00', '09:00'), watchedMs: hour, unwatched: [] })
  })

  it('is until it was last alive, where it did not say that it ended', () => {
    const log = [began('08:00'), address('08:01', '203.0.113.5')]
    expect(timeline(log, { alive: { one: '09:30' } }).watched).toEqual([span('08:00', '09:30')])
    expect(timeline(log).watched).toEqual([span('08:00', '08:01')])
  })

  it('is not before its last record, where the sign of life is older', () => {
    const { watched } = timeline([began('08:00'), restarted('09:00:05')], { alive: { one: '09:00' } })
    expect(watched).toEqual([span('08:00', '09:00:05')])
  })

  it.each([
    ['asked', 'watcher-ended'],
    ['killed', 'watcher-killed'],
    ['machine-restarted', 'machine-restarted'],
  ] as const)('tells why nobody looked between two watchers: %s', (why, told) => {
    const { unwatched, watchedMs } = timeline([began('08:00'), ended('09:00', 'one', why), began('10:00', 'two')], {
      alive: { two: '12:00' },
    })
    expect(unwatched).toEqual([{ ...span('09:00', '10:00'), why: told }])
    expect(watchedMs).toBe(3 * hour)
  })

  it('believes the next watcher where it tells when the one before died', () => {
    const log = [began('08:00'), began('10:00', 'two'), ended('08:30', 'one', 'killed'), ended('11:00', 'two')]
    const { watched, unwatched } = timeline(log)
    expect(watched).toEqual([span('08:00', '08:30'), span('10:00', '11:00')])
    expect(unwatched).toEqual([{ ...span('08:30', '10:00'), why: 'watcher-killed' }])
  })

  it('leaves out a sleep of the machine, and what stopped the program', () => {
    const log = [began('01:00'), slept('02:00', '07:00'), slept('08:00', '08:10', 'stopped'), ended('09:00')]
    const { watched, unwatched, watchedMs } = timeline(log)
    expect(watched).toEqual([span('01:00', '02:00'), span('07:00', '08:00'), span('08:10', '09:00')])
    expect(unwatched.map(({ why }) => why)).toEqual(['machine-asleep', 'watcher-stopped'])
    expect(watchedMs).toBe(2 * hour + 50 * minute)
  })

  it('counts two watchers at once as one', () => {
    const log = [began('08:00'), began('09:00', 'two'), ended('10:00'), ended('11:00', 'two')]
    const { watched, watchedMs, unwatched } = timeline(log)
    expect(watched).toEqual([span('08:00', '11:00')])
    expect({ watchedMs, unwatched }).toEqual({ watchedMs: 3 * hour, unwatched: [] })
  })

  it('goes on where a watcher begins another month with its name', () => {
    const { watched, unwatched } = timeline([began('08:00'), began('09:00'), ended('10:00')])
    expect({ watched, unwatched }).toEqual({ watched: [span('08:00', '10:00')], unwatched: [] })
  })

  it('is told of a log whose beginning is lost', () => {
    const quality = { kind: 'quality', at: at('09:00'), from: at('08:00'), looks: 120, ways: [] } as const
    const { watched, looks } = timeline([quality, ended('10:00', '')])
    expect({ watched, looks }).toEqual({ watched: [span('08:00', '10:00')], looks: 120 })
  })

  it('begins with `since`', () => {
    const log = [began('06:00'), slept('07:00', '07:30'), slept('08:00', '09:30'), ended('11:00')]
    const { whole, watched, unwatched, watchedMs } = timeline(log, { since: at('09:00') })
    expect(watched).toEqual([span('09:30', '11:00')])
    expect({ whole, unwatched, watchedMs }).toEqual({
      whole: span('09:30', '11:00'),
      unwatched: [],
      watchedMs: 1.5 * hour,
    })
  })
})

describe('the line', () => {
  it('is the one that is asked about', () => {
    const log = [began('08:00', 'one', cafe), ended('09:00'), began('10:00', 'two'), ended('11:00', 'two')]
    expect(timeline(log).watched).toEqual([span('10:00', '11:00')])
    expect(timeline(log, { line: cafe }).watched).toEqual([span('08:00', '09:00')])
    expect(timeline(log, { line: {} }).watched).toHaveLength(2)
    expect(timeline(log, { line: { name: 'garden' } }).watched).toEqual([])
  })

  it('is left when the machine is carried elsewhere, and met again', () => {
    const log = [
      began('08:00'),
      lineIs('09:00', cafe),
      address('09:01', '192.0.2.9'),
      lineIs('10:00', home),
      ended('11:00'),
    ]
    const { watched, unwatched, addresses } = timeline(log)
    expect(watched).toEqual([span('08:00', '09:00'), span('10:00', '11:00')])
    expect(unwatched).toEqual([{ ...span('09:00', '10:00'), why: 'other-line' }])
    expect(addresses).toEqual([])
    expect(timeline(log, { line: cafe })).toMatchObject({
      watched: [span('09:00', '10:00')],
      addresses: [{ address: '192.0.2.9', ...span('09:01', '10:00') }],
    })
  })

  it('goes on behind a new router where it has a name', () => {
    const named = { name: 'home', ...home }
    const log = [began('08:00', 'one', named), lineIs('09:00', { ...cafe, name: 'home' }), ended('10:00')]
    expect(timeline(log, { line: { name: 'home' } }).watched).toEqual([span('08:00', '10:00')])
  })
})

describe('a clock that was set', () => {
  it('forward leaves an hour out that was never there', () => {
    const { watched, unwatched, watchedMs } = timeline([began('08:00'), clockSet('09:00', '10:00'), ended('11:00')])
    expect(watched).toEqual([span('08:00', '09:00'), span('10:00', '11:00')])
    expect({ unwatched, watchedMs }).toEqual({ unwatched: [], watchedMs: 2 * hour })
  })

  it('back goes through an hour twice', () => {
    const { watched, unwatched, watchedMs } = timeline([began('08:00'), clockSet('09:30', '08:30'), ended('11:00')])
    expect(watched).toEqual([span('08:00', '11:00')])
    expect({ unwatched, watchedMs }).toEqual({ unwatched: [], watchedMs: 4 * hour })
  })

  it('while the machine slept makes the sleep neither longer nor shorter', () => {
    // It slept from 09:00 to 10:00; then 10:05 became 11:05. The record tells the sleep by the clock as it is since.
    const forward = timeline([began('08:00'), clockSet('10:05', '11:05'), slept('10:00', '11:00'), ended('12:05')], {
      now: '13:00',
    })
    expect(forward.watched).toEqual([span('08:00', '09:00'), span('10:00', '10:05'), span('11:05', '12:05')])
    expect(forward.unwatched).toEqual([{ ...span('09:00', '10:00'), why: 'machine-asleep' }])
    const back = timeline([began('08:00'), clockSet('10:05', '09:05'), slept('08:00', '09:00'), ended('10:05')])
    expect(back.watchedMs).toBe(2 * hour + 5 * minute)
  })
})
