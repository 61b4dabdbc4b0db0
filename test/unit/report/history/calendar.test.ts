import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calendar } from '../../../../src/report/history/calendar.ts'
import { timeWords } from '../../../../src/report/history/time-words.ts'
import { offsetIn } from './offset-in.ts'

const at = (text: string) => Date.parse(`${text}Z`)
const hour = 3_600_000

describe('days and hours of a place', () => {
  it.each([
    ['Europe/Berlin', '2026-11-24T23:30:00', 'Wed 25 Nov 00:30'],
    ['Europe/Berlin', '2026-07-01T12:00:00', 'Wed  1 Jul 14:00'],
    ['Asia/Kathmandu', '2026-11-24T18:15:00', 'Wed 25 Nov 00:00'],
    ['America/St_Johns', '2026-11-24T03:29:59', 'Mon 23 Nov 23:59'],
    ['UTC', '2025-01-01T00:00:00', 'Wed  1 Jan 2025 00:00'],
  ])('in %s, %s is %s', (zone, utc, words) => {
    expect(timeWords(calendar(offsetIn(zone)), '2026-11-24T12:00:00.000Z').moment(`${utc}.000Z`)).toBe(words)
  })

  it('know days of 23 and of 25 hours', () => {
    const { dayFrom } = calendar(offsetIn('Europe/Berlin'))
    const length = (day: string) => (dayFrom(at(day), 1) - dayFrom(at(day), 0)) / hour
    expect(['2026-03-28T12:00', '2026-03-29T12:00', '2026-10-25T12:00'].map(length)).toEqual([24, 23, 25])
  })

  it('begin at midnight, whenever one asks, and wherever', () => {
    const zones = ['UTC', 'Europe/Berlin', 'Asia/Kathmandu', 'Pacific/Apia', 'America/St_Johns', 'Australia/Lord_Howe']
    const times = fc.integer({ min: at('2020-01-01T00:00'), max: at('2030-01-01T00:00') })
    fc.assert(
      fc.property(fc.constantFrom(...zones), times, fc.integer({ min: -40, max: 40 }), (zone, ms, days) => {
        const { dayFrom, on } = calendar(offsetIn(zone))
        const begin = dayFrom(ms, days)
        const { hour, minute } = on(begin)
        expect([hour, minute]).toEqual([0, 0])
        expect(Math.abs(begin - ms) / 86_400_000).toBeLessThan(Math.abs(days) + 1.1)
      }),
    )
  })
})
