import { describe, expect, it } from 'vitest'
import {
  at,
  began,
  cafe,
  clockSet,
  down,
  ended,
  foundDown,
  home,
  lineIs,
  outage,
  outagesIn,
  rebooted,
  restarted,
  slept,
  timeline,
  up,
} from './a-log.ts'

describe('an outage', () => {
  it('is told with its place, its begin and its end, and how exact they are', () => {
    const { outages } = timeline([began('01:00'), ...outage('02:00:00', '02:00:30'), ended('03:00')])
    expect(outages).toEqual([
      {
        family: 'v4',
        place: 'provider',
        from: at('02:00'),
        to: at('02:00:30'),
        tookMs: 30_000,
        fromWithinMs: 500,
        toWithinMs: 700,
        begin: 'seen',
        end: 'seen',
        planned: false,
      },
    ])
  })

  it('is told as it was known at its end', () => {
    const log = [
      began('01:00'),
      down('02:00:05', 'provider-or-beyond'),
      up('02:00:03', '02:00:30', 'provider'),
      ended('03:00'),
    ]
    expect(outagesIn(timeline(log))).toEqual(['v4 provider 02:00:03-02:00:30 27 s seen'])
  })

  it('is of one family', () => {
    const log = [began('01:00'), down('02:00'), down('02:01', 'beyond', 'v6'), up('02:00', '02:05'), ended('03:00')]
    expect(outagesIn(timeline(log))).toEqual([
      'v4 provider 02:00:00-02:05:00 300 s seen',
      'v6 beyond 02:01:00-03:00:00 3540 s unseen',
    ])
  })

  it('lasts while the watcher is alive, and is over unseen where it is not', () => {
    const log = [began('01:00'), down('11:00')]
    expect(outagesIn(timeline(log, { alive: { one: '11:59' } }))).toEqual([
      'v4 provider 11:00:00-11:59:00 3540 s lasting',
    ])
    expect(outagesIn(timeline(log, { alive: { one: '11:30' } }))).toEqual([
      'v4 provider 11:00:00-11:30:00 1800 s unseen',
    ])
    expect(outagesIn(timeline([...log, ended('11:20')]))).toEqual(['v4 provider 11:00:00-11:20:00 1200 s unseen'])
  })

  it('that the next watcher sees again is a second one, for nobody saw in between', () => {
    const log = [
      began('01:00'),
      down('02:00'),
      began('03:00', 'two'),
      ended('02:30', 'one', 'killed'),
      ...outage('03:00', '03:05'),
      ended('04:00', 'two'),
    ]
    expect(outagesIn(timeline(log))).toEqual([
      'v4 provider 02:00:00-02:30:00 1800 s unseen',
      'v4 provider 03:00:00-03:05:00 300 s seen',
    ])
  })

  it('that the next watcher found so is the same, and what nobody watched is not counted', () => {
    const first = [began('01:00'), down('02:00'), ended('02:30', 'one', 'killed')]
    const found = up('05:00:02', '05:10', 'provider', { foundSo: true })
    const next = [began('05:00', 'two'), foundDown('05:00:02'), found, ended('06:00', 'two')]
    const log = timeline([...first, ...next])
    expect(outagesIn(log)).toEqual(['v4 provider 02:00:00-05:10:00 2400 s seen'])
    expect(log.outages).toMatchObject([{ begin: 'seen', fromWithinMs: 500 }])
    expect(timeline(next).outages).toMatchObject([{ begin: 'unseen', tookMs: 598_000 }])
    const again = [began('05:00', 'two'), foundDown('05:00:02'), ended('05:10', 'two', 'machine-restarted')]
    const third = [began('07:00', 'three'), foundDown('07:00:02'), ended('07:10', 'three')]
    expect(outagesIn(timeline([...first, ...again, ...third]))).toEqual(['v4 provider 02:00:00-07:10:00 3000 s unseen'])
  })

  it.each([
    ['somebody saw the line up in between', [began('04:00', 'two'), ended('04:30', 'two')], 'provider', 'v4'],
    ['that was this machine', [], 'machine', 'v4'],
    ['it is the other family', [], 'provider', 'v6'],
  ] as const)('that was found so is another one where %s', (_, between, place, family) => {
    const first = [began('01:00'), down('02:00'), ended('02:30', 'one', 'killed')]
    const next = [began('05:00', 'three'), foundDown('05:00:02', place, family), ended('06:00', 'three')]
    expect(timeline([...first, ...between, ...next]).outages.map(({ begin }) => begin)).toEqual(['seen', 'unseen'])
  })

  it('that two watchers see is one', () => {
    const log = [
      began('01:00'),
      began('01:00', 'two'),
      ...outage('02:00:00', '02:00:30'),
      ...outage('02:00:02', '02:00:31'),
    ]
    expect(outagesIn(timeline([...log, ended('03:00'), ended('03:00', 'two')]))).toEqual([
      'v4 provider 02:00:00-02:00:31 31 s seen',
    ])
  })

  it('took what was watched of it, where the machine slept over it', () => {
    const log = [began('01:00'), down('02:00'), slept('02:01', '07:00'), up('02:00', '07:02'), ended('08:00')]
    expect(outagesIn(timeline(log))).toEqual(['v4 provider 02:00:00-07:02:00 180 s seen'])
  })

  it('ends when the machine is carried elsewhere', () => {
    const log = [
      began('01:00'),
      down('02:00', 'home'),
      lineIs('02:10', cafe),
      ...outage('02:30', '02:40'),
      lineIs('03:00', home),
    ]
    expect(outagesIn(timeline([...log, ended('04:00')]))).toEqual(['v4 home 02:00:00-02:10:00 600 s unseen'])
  })

  it.each(['machine', 'home', 'router', 'provider', 'provider-or-beyond', 'beyond'] as const)(
    'is kept at %s',
    (place) => {
      const log = [began('01:00'), ...outage('02:00', '02:01', place), ended('03:00')]
      expect(timeline(log).outages).toMatchObject([{ place }])
    },
  )

  it('at home is the router’s where that one says that it restarted', () => {
    const log = [began('01:00'), ...outage('02:00', '02:03', 'home'), restarted('02:03:10'), ended('03:00')]
    const at0230 = { kind: 'router-restarted', at: at('02:30'), since: at('02:01') } as const
    expect(timeline(log).outages).toMatchObject([{ place: 'router' }])
    expect(timeline(log).routerRestarts).toEqual([at('02:03:10')])
    expect(timeline([...log.slice(0, 3), at0230, ended('03:00')]).outages).toMatchObject([{ place: 'router' }])
    expect(timeline([...log.slice(0, 3), restarted('02:50'), ended('03:00')]).outages).toMatchObject([
      { place: 'home' },
    ])
  })

  it('is planned where it was asked for, by whatever program', () => {
    const asked = [began('01:00'), down('02:00'), up('02:00', '02:10', 'home', { planned: true }), ended('03:00')]
    expect(outagesIn(timeline(asked))).toEqual(['v4 home 02:00:00-02:10:00 600 s seen planned'])
    const test = rebooted('02:00:10', '02:12', '203.0.113.5', '203.0.113.5')
    const seen = [
      began('01:00'),
      ...outage('02:00:00', '02:10:00', 'machine'),
      test,
      ...outage('02:30', '02:31'),
      ended('03:00'),
    ]
    expect(timeline(seen).outages.map(({ planned }) => planned)).toEqual([true, false])
  })

  it('is cut where `since` lies in it', () => {
    const log = [began('01:00'), ...outage('01:30', '01:40'), ...outage('02:00', '04:00'), ended('05:00')]
    expect(outagesIn(timeline(log, { since: at('03:00') }))).toEqual(['v4 provider 03:00:00-04:00:00 3600 s seen'])
  })

  it.each([
    ['forward', [down('02:00'), clockSet('02:05', '03:05'), up('03:00', '03:10')]],
    ['back', [down('02:00'), clockSet('02:05', '01:05'), up('01:00', '01:10')]],
  ])('is as long as it was where the clock was set %s in it', (_, records) => {
    const { outages } = timeline([began('00:30'), ...records, ended('04:00')])
    expect(outages.map(({ tookMs }) => tookMs / 60_000)).toEqual([10])
  })

  it.each([
    ['forward', clockSet('02:05', '03:05'), '03:10'],
    ['back', clockSet('02:05', '01:05'), '01:10'],
  ])('and where nobody saw its end after the clock was set %s', (_, set, end) => {
    const { outages } = timeline([began('00:30'), down('02:00'), set, ended(end)])
    expect(outages).toMatchObject([{ end: 'unseen', tookMs: 10 * 60_000 }])
  })
})
