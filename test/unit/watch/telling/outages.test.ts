import { describe, expect, it } from 'vitest'
import { began, cafe, down, ended, up } from '../../history/a-log.ts'
import { hour, minute, second, watcher } from './told-watcher.ts'

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

  it('that ends because IPv6 is no longer offered is told to end so, once', () => {
    const { told, outage, pass } = watcher()
    outage(24 * hour, { family: 'v6', notOffered: true })
    pass(24 * hour)
    expect(told.map(({ happened }) => happened)).toMatchObject([
      { event: 'outage-began' },
      { event: 'outage-ended', seconds: 86_400, notOffered: true },
    ])
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

describe('an interruption over a restart of the watcher', () => {
  const told = (watch: ReturnType<typeof watcher>) => watch.told.map(({ says }) => says)
  const past = [began('00:00'), down('01:00'), ended('02:00', 'one', 'asked')]
  const found = { ...down('03:00'), foundSo: true } as const
  const over = { ...up('03:00', '03:20'), foundSo: true } as const

  it('that ends for good is told to have begun when it was first seen', () => {
    const one = watcher(past)
    one.take(began('03:00', 'two'))
    one.take(found)
    one.is('down')
    one.pass(20 * minute)
    one.take(up('03:00', '03:20', 'provider', { foundSo: true, notOffered: true }))
    expect(one.told.map(({ happened }) => happened)).toMatchObject([
      { event: 'outage-ended', from: '2026-11-24T01:00:00Z', unseen: 'middle', notOffered: true },
    ])
  })

  it('that is still there is not told again, and its end is', () => {
    const one = watcher(past)
    one.take(began('03:00', 'two'))
    one.take(found)
    one.is('down')
    one.pass(20 * minute)
    one.take(over)
    one.is('up')
    one.pass(minute)
    expect(told(one)).toEqual([
      'Internet over IPv4 is back. It was gone from 01:00 to 03:20 on 24 November, as far as anybody watched. The router answered, the provider behind it did not.',
    ])
    expect(one.told[0]?.happened).toMatchObject({ unseen: 'middle', seconds: 140 * 60 })
  })

  it('that is over by then is told to be over, and that nobody saw when', () => {
    const one = watcher(past)
    one.take(began('03:00', 'two'))
    one.is('up')
    one.pass(minute)
    expect(told(one)).toEqual([
      'Internet over IPv4 is back. It was gone from 01:00 on 24 November, and was back when the watcher looked again at 03:00 on 24 November: when it came back nobody saw. The router answered, the provider behind it did not.',
    ])
    expect(one.told[0]?.happened).toMatchObject({ event: 'outage-ended', unseen: 'end' })
  })

  it('that nobody was told of, or of another line, is not told to be over', () => {
    for (const [before, line] of [
      [[began('00:00'), down('01:00'), ended('01:00:30')], undefined],
      [past, cafe],
      [[...past.slice(0, 2), up('01:00', '01:30'), ended('02:00')], undefined],
    ] as const) {
      const one = watcher(before)
      one.take(began('03:00', 'two', line))
      one.is('up')
      one.pass(minute)
      expect(told(one)).toEqual([])
    }
  })

  it('that the watcher found when it began is said to have been found', () => {
    const one = watcher()
    one.take(began('03:00'))
    one.take(found)
    one.is('down')
    one.pass(20 * minute)
    one.take(over)
    expect(told(one)).toEqual([
      'No internet over IPv4 at least since 03:00 on 24 November, when the watcher began to look: the router answers, the provider behind it does not.',
      'Internet over IPv4 is back after 20 minutes at least. It was down when the watcher began to look at 03:00 on 24 November, and is back since 03:20 on 24 November. The router answered, the provider behind it did not.',
    ])
  })
})
