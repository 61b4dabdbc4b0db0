import { describe, expect, it } from 'vitest'
import { uptimeOf } from '../../../src/history/uptime-of.ts'
import { address, at, began, down, ended, foundDown, outagesIn, span, timeline, up } from './a-log.ts'

const hour = 60 * 60_000
const v6 = '2001:db8::1'
const taken = [
  down('-2 06:00', 'provider', 'v6'),
  up('-2 06:00', '-1 06:00', 'provider', { family: 'v6', notOffered: true }),
]

describe('IPv6 that is no longer offered', () => {
  const log = [began('-2 00:00'), address('-2 00:00', '203.0.113.5'), address('-2 00:00', v6), ...taken]

  it('was down for the day after which nobody expected it any more', () => {
    expect(outagesIn(timeline([...log, ended('10:00')]))).toEqual(['v6 provider 06:00:00-06:00:00 86400 s not-offered'])
  })

  it('is neither up nor down from then on', () => {
    const told = timeline([...log, ended('10:00')])
    expect(told.watchedOver.v6).toEqual([span('-2 00:00', '-1 06:00')])
    expect(uptimeOf(told, 'v6')).toMatchObject({ watchedMs: 30 * hour, downMs: 24 * hour, outages: 1 })
    expect(uptimeOf(told, 'v4')).toMatchObject({ watchedMs: 58 * hour, downMs: 0 })
  })

  it('is watched again from when it is seen again', () => {
    const told = timeline([...log, address('06:00', '2001:db8:9::1'), ended('10:00')])
    expect(told.watchedOver.v6).toEqual([span('-2 00:00', '-1 06:00'), span('06:00', '10:00')])
  })

  it('took its address with it, and came back with none', () => {
    const told = timeline([...log, ended('10:00')])
    const [stay] = told.addresses.filter(({ family }) => family === 'v6')
    expect(stay).toMatchObject({ address: v6, from: at('-2 00:00'), to: at('-2 06:00'), reconnects: 0 })
    expect(told.addresses.find(({ family }) => family === 'v4')?.to).toBe(at('10:00'))
  })

  it('ended an interruption that goes on in none that comes later', () => {
    const next = [ended('-1 08:00'), began('-1 08:00', 'two'), foundDown('-1 08:00', 'provider', 'v6')]
    expect(outagesIn(timeline([...log, ...next, ended('-1 09:00', 'two')]))).toEqual([
      'v6 provider 06:00:00-06:00:00 86400 s not-offered',
      'v6 provider 08:00:00-09:00:00 3600 s unseen',
    ])
  })
})
