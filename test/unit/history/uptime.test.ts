import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { places, type WatchRecord } from '../../../src/history/record.ts'
import { timelineOf } from '../../../src/history/timeline-of.ts'
import type { Timeline } from '../../../src/history/timeline.ts'
import { uptimeOf } from '../../../src/history/uptime-of.ts'
import { address, at, began, cafe, clockSet, ended, home, lineIs, outage, slept, timeline, up } from './a-log.ts'
import { arbitraryRecord } from './arbitrary-records.ts'

const minute = 60_000
const hour = 60 * minute

/** How long `outages` were down while somebody watched, the slow and obvious way. */
function clipped(watched: Timeline['watched'], outages: Timeline['outages']): number {
  let sum = 0
  for (const outage of outages)
    for (const span of watched) {
      const from = Math.max(Date.parse(outage.from), Date.parse(span.from))
      const to = Math.min(Date.parse(outage.to), Date.parse(span.to))
      sum += Math.max(0, to - from)
    }
  return sum
}

/** Days of a watcher that sleeps, is killed, is carried away, and of a line that is cut at any place. */
const arbitraryDays: fc.Arbitrary<readonly WatchRecord[]> = fc
  .array(
    fc.record({
      hours: fc.double({ min: 0.1, max: 20, noNaN: true }),
      tookS: fc.integer({ min: 1, max: 5000 }),
      what: fc.constantFrom('outage', 'asked', 'sleep', 'restart', 'away', 'open', 'found', 'clock', 'address'),
      place: fc.constantFrom(...places),
      family: fc.constantFrom('v4' as const, 'v6' as const),
      setS: fc.integer({ min: -4000, max: 4000 }),
    }),
    { maxLength: 30 },
  )
  .map((days) => {
    let ms = Date.parse(at('00:00'))
    let watcher = 0
    const records: WatchRecord[] = [began('00:00', 'w0')]
    const iso = (time: number) => new Date(time).toISOString()
    for (const { hours, tookS, what, place, family, setS } of days) {
      ms += Math.round(hours * hour)
      const [from, to] = [iso(ms), iso(ms + tookS * 1000)]
      const [begin, end] = [
        { time: from, withinMs: 0 },
        { time: to, withinMs: 0 },
      ]
      const interrupted = { family, place, from: begin } as const
      const opening: WatchRecord = { kind: 'outage-began', at: from, ...interrupted, silent: [], answered: [] }
      const over: WatchRecord = { kind: 'outage-ended', at: to, ...interrupted, to: end, tookMs: tookS * 1000 }
      if (what === 'outage') records.push(opening, over)
      if (what === 'asked') records.push(opening, { ...over, planned: true })
      if (what === 'open') records.push(opening)
      if (what === 'found') records.push({ ...opening, foundSo: true }, { ...over, foundSo: true })
      if (what === 'address') {
        const address = family === 'v4' ? '203.0.113.5' : '2001:db8::1'
        records.push({ kind: 'address', at: from, what: 'public', family, address, afterOutage: false })
      }
      if (what === 'sleep') records.push({ kind: 'not-watched', at: to, from, to, why: 'asleep' })
      if (what === 'clock') records.push({ kind: 'clock-set', at: iso(ms + setS * 1000), was: from })
      if (what === 'away') records.push({ kind: 'line', at: from, line: cafe }, { kind: 'line', at: to, line: home })
      if (what === 'restart') {
        records.push({ kind: 'ended', at: from, watcher: `w${watcher}`, why: 'killed' })
        watcher += 1
        records.push({ ...began('00:00', `w${watcher}`), at: to })
      }
      ms += what === 'clock' ? setS * 1000 : tookS * 1000
    }
    return records
  })

describe('uptime', () => {
  it('is the share of what was watched in which no outage was', () => {
    const log = [
      began('00:00'),
      address('00:00', '203.0.113.5'),
      ...outage('02:00', '02:06'),
      ...outage('04:00', '04:18', 'beyond'),
      ended('10:00'),
    ]
    const uptime = uptimeOf(timeline(log), 'v4')
    expect(uptime).toMatchObject({ watchedMs: 10 * hour, downMs: 24 * minute, share: 1 - 24 / 600, outages: 2 })
    expect(uptime.longest).toMatchObject({ from: at('04:00') })
    expect(uptimeOf(timeline(log), 'v6')).toMatchObject({ watchedMs: 0, share: undefined, longest: undefined })
  })

  it('is nobody’s where nobody watched', () => {
    expect(uptimeOf(timeline([]), 'v4')).toMatchObject({ watchedMs: 0, downMs: 0, share: undefined })
  })

  it('does not blame the line for this machine, nor for what was asked for', () => {
    const asked = [
      began('00:00'),
      address('00:00', '203.0.113.5'),
      ...outage('02:00', '03:00', 'machine'),
      up('04:00', '04:30', 'home', { planned: true }),
    ]
    expect(uptimeOf(timeline([...asked, ended('10:00')]), 'v4')).toMatchObject({
      watchedMs: 8.5 * hour,
      downMs: 0,
      share: 1,
      outages: 0,
    })
  })

  it('is of a family from when on it was seen, by whoever watches', () => {
    const v4 = (time: string) => address(time, '203.0.113.5')
    const v6 = (time: string) => address(time, '2001:db8::1')
    const gone = [
      began('00:00'),
      v4('00:00'),
      v6('00:00'),
      ...outage('09:00', '09:30', 'provider', 'v6'),
      ended('10:00'),
      began('10:00', 'two'),
      v4('10:00'),
      ended('+1 00:00', 'two'),
    ]
    expect(uptimeOf(timeline(gone), 'v4')).toMatchObject({ watchedMs: 24 * hour, share: 1 })
    expect(uptimeOf(timeline(gone), 'v6')).toMatchObject({ watchedMs: 10 * hour, share: 0.95 })
    const late = [began('00:00'), v4('00:00'), slept('01:00', '02:00'), v6('05:00'), slept('06:00', '07:00')]
    expect(uptimeOf(timeline([...late, ended('10:00')]), 'v6')).toMatchObject({ watchedMs: 4 * hour })
    const down = [began('00:00'), ...outage('03:00', '04:00', 'provider', 'v6'), ended('10:00')]
    expect(uptimeOf(timeline(down), 'v6')).toMatchObject({ watchedMs: 7 * hour, downMs: hour })
  })

  it('is not told by what the router and this machine call their own', () => {
    const own = { ...address('00:00', '2001:db8::/64'), what: 'prefix' } as const
    expect(uptimeOf(timeline([began('00:00'), own as WatchRecord, ended('10:00')]), 'v6').watchedMs).toBe(0)
  })

  it('is told by answers where no address is', () => {
    const hourly = (lost: number): WatchRecord => ({
      kind: 'quality',
      at: at('03:00'),
      from: at('02:00'),
      looks: 120,
      ways: [{ to: 'far', family: 'v4', asked: 12, lost }],
    })
    const watched = (lost: number) => uptimeOf(timeline([began('00:00'), hourly(lost), ended('10:00')]), 'v4').watchedMs
    expect([watched(11), watched(12)]).toEqual([8 * hour, 0])
  })

  it('knows nothing any more of a line that the machine came back to', () => {
    const log = [began('00:00'), address('00:00', '203.0.113.5'), lineIs('02:00', cafe), lineIs('03:00', home)]
    expect(uptimeOf(timeline([...log, ended('10:00')]), 'v4').watchedMs).toBe(2 * hour)
    const seen = [...log, address('04:00', '203.0.113.5'), clockSet('05:00', '06:00'), ended('10:00')]
    expect(uptimeOf(timeline(seen), 'v4').watchedMs).toBe(7 * hour)
  })

  it('follows from the outages that are listed, to the millisecond', () => {
    fc.assert(
      fc.property(arbitraryDays, fc.constantFrom('v4' as const, 'v6' as const), (records, family) => {
        const days = timelineOf(records, { line: home, alive: new Map(), now: at('+1 00:00') })
        const { watchedMs, downMs, share, outages } = uptimeOf(days, family)
        const listed = days.outages.filter((each) => each.family === family)
        const ofLine = listed.filter(({ place, planned }) => place !== 'machine' && !planned)
        const others = listed.filter((each) => !ofLine.includes(each))
        expect(outages).toBe(ofLine.length)
        expect(downMs).toBe(clipped(days.watched, ofLine))
        expect(downMs).toBe(clipped(days.watchedOver[family], ofLine))
        expect(downMs).toBe(ofLine.reduce((sum, { tookMs }) => sum + tookMs, 0))
        const all = days.watchedOver[family].reduce((sum, { from, to }) => sum + Date.parse(to) - Date.parse(from), 0)
        expect(watchedMs).toBe(all - clipped(days.watchedOver[family], others))
        if (share !== undefined) expect(share).toBe(1 - downMs / watchedMs)
      }),
    )
  })
})

describe('a timeline', () => {
  it('lists what was watched in order, apart, and no outage that ends before it begins', () => {
    const anything = fc.oneof(arbitraryDays, fc.array(arbitraryRecord, { maxLength: 30 }))
    const since = fc.option(fc.constant(at('12:00')), { nil: undefined })
    fc.assert(
      fc.property(anything, since, (records, since) => {
        const told = timelineOf(records, {
          line: {},
          alive: new Map(),
          now: at('+1 00:00'),
          ...(since === undefined ? {} : { since }),
        })
        const edges = told.watched.flatMap(({ from, to }) => [from, to])
        expect(edges).toEqual(edges.toSorted())
        expect(new Set(edges).size).toBe(edges.length)
        for (const { from, to } of [...told.unwatched, ...told.outages, ...told.addresses]) {
          expect(from <= to).toBe(true)
          if (since !== undefined) expect(from >= since).toBe(true)
        }
        for (const family of ['v4', 'v6']) {
          const outages = told.outages.filter((each) => each.family === family)
          outages.slice(1).forEach(({ from }, index) => expect(from >= (outages[index]?.to ?? '')).toBe(true))
        }
        for (const { from, to } of told.unwatched)
          expect([edges.includes(from), edges.includes(to)]).toEqual([true, true])
      }),
    )
  })

  it('takes from nobody the time that a sleep left', () => {
    expect(timeline([began('00:00'), slept('01:00', '02:00'), ended('03:00')]).watchedMs).toBe(2 * hour)
  })
})
