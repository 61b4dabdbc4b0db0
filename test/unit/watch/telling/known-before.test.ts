import { expect, it } from 'vitest'
import { knownBefore } from '../../../../src/watch/telling/known-before.ts'
import {
  address,
  at,
  began,
  cafe,
  down,
  ended,
  home,
  lineIs,
  outage,
  rebooted,
  restarted,
  up,
} from '../../history/a-log.ts'

const now = at('12:00')

it('keeps of each line what stood there last', () => {
  const ports = (answer: string) =>
    ({ kind: 'mail-ports', at: at('10:00'), answers: { 'inbound.25.v4': answer } }) as const
  const before = knownBefore(
    [
      began('-2 00:00'),
      address('-2 00:01', '203.0.113.4'),
      ports('open'),
      address('-2 09:00', '203.0.113.5'),
      ended('-1 00:00'),
      began('00:00', 'two', cafe),
      address('00:01', '198.51.100.7'),
      ports('filtered'),
      rebooted('01:00', '02:00', '192.0.2.1', '192.0.2.2'),
      ended('03:00', 'two', 'killed'),
    ],
    now,
  )
  expect(before.on(home).addresses.map((one) => one.address)).toEqual(['203.0.113.5'])
  expect(before.on(home).mailPorts).toEqual({ 'inbound.25.v4': 'open' })
  expect(before.on(cafe).addresses.map((one) => one.address)).toEqual(['198.51.100.7'])
  expect(before.on(cafe).mailPorts).toEqual({ 'inbound.25.v4': 'filtered' })
  // Where the router is not known, the newest of all.
  expect(before.on({}).mailPorts).toEqual({ 'inbound.25.v4': 'filtered' })
  expect(before.on({ name: 'office' })).toEqual({ addresses: [], mailPorts: undefined, open: [], worked: [] })
  expect(before.lastAlive).toBe(at('03:00'))
})

it('keeps what nobody saw end, and until when somebody watched', () => {
  const rest = [ended('02:00', 'one', 'machine-restarted'), began('03:00', 'two', cafe), ended('04:00', 'two')]
  const before = knownBefore([began('00:00'), down('01:00'), ...rest], now)
  expect(before.on(home).open).toMatchObject([{ began: { from: { time: at('01:00') } }, until: at('02:00') }])
  expect(before.on(cafe).open).toEqual([])
  expect(knownBefore([began('00:00'), ...outage('01:00', '01:10'), ...rest], now).on(home).open).toEqual([])
  const again = [
    ended('02:00'),
    began('03:00', 'two'),
    { ...down('03:00'), foundSo: true } as const,
    ended('03:00:20', 'two'),
  ]
  expect(knownBefore([began('00:00'), down('01:00'), ...again], now).on(home).open).toMatchObject([
    { began: { from: { time: at('01:00') } }, until: at('03:00:20') },
  ])
  // Where it is over when the next watcher looks, no end is written down.
  const over = [...rest, began('05:00', 'three'), address('05:01', '203.0.113.5'), ended('06:00', 'three')]
  expect(knownBefore([began('00:00'), down('01:00'), ...over], now).on(home).open).toEqual([])
  const later = [...rest, began('05:00', 'three'), up('01:00', '05:10')]
  expect(knownBefore([began('00:00'), down('01:00'), ...later], now).on(home).open).toEqual([])
})

it('expects no family that was taken away, until it is seen again', () => {
  const gone = [
    began('-3 00:00'),
    address('-3 00:01', '203.0.113.5'),
    address('-3 00:01', '2001:db8::1'),
    down('-3 01:00', 'provider', 'v6'),
    up('-3 01:00', '-2 01:00', 'provider', { family: 'v6', notOffered: true }),
    restarted('-2 02:00'),
  ]
  const later = [...gone, ended('-1 00:00'), began('-1 01:00', 'two')]
  for (const records of [gone, later]) {
    expect(knownBefore(records, now).on(home)).toMatchObject({ worked: ['v4'], open: [] })
  }
  expect(knownBefore([...later, address('-1 02:00', '2001:db8::2')], now).on(home).worked).toEqual(['v4', 'v6'])
  // Of another line it says nothing, of the same one behind a gateway that was not seen it does.
  const other = [began('-4 00:00', 'zero', cafe), address('-4 00:01', '2001:db8::9'), ended('-4 01:00', 'zero')]
  expect(knownBefore([...other, ...gone], now).on(cafe).worked).toEqual(['v6'])
  const unseen = [began('-4 00:00', 'zero', {}), address('-4 00:01', '2001:db8::9'), ended('-4 01:00', 'zero')]
  expect(knownBefore([...unseen, ...gone], now).on(home).worked).toEqual(['v4'])
})

it('knows which families were up on a line of late', () => {
  const worked = (...records: Parameters<typeof knownBefore>[0]) => knownBefore(records, now).on(home).worked
  const v6 = '2001:db8::1'
  expect(worked()).toEqual([])
  expect(worked(began('-20 00:00'), address('-20 00:01', v6), ended('-10 00:00'))).toEqual(['v6'])
  // An address stands for as long as it is watched, an interruption ends that.
  expect(worked(began('-90 00:00'), address('-90 00:01', v6), ended('-10 00:00'))).toEqual(['v6'])
  const gone = [began('-90 00:00'), address('-90 00:01', v6), down('-80 00:00', 'beyond', 'v6')]
  expect(worked(...gone, restarted('-10 00:00'))).toEqual([])
  expect(worked(began('-90 00:00'), address('-90 00:01', v6), ended('-80 00:00'))).toEqual([])
  expect(worked(began('-9 00:00'), ...outage('-9 01:00', '-9 02:00'))).toEqual(['v4'])
  // Of the other line, the machine was carried there.
  expect(worked(began('-9 00:00'), lineIs('-8 00:00', cafe), address('-8 00:01', v6))).toEqual([])
})
