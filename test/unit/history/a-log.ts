import type { Family } from '../../../src/core/line.ts'
import type { LineKey } from '../../../src/history/line-key.ts'
import type { Place, WatchRecord } from '../../../src/history/record.ts'
import { timelineOf } from '../../../src/history/timeline-of.ts'
import type { Timeline, TimelineOptions } from '../../../src/history/timeline.ts'

/** `10:00` of the day of the tests, or of another: `-1 23:00`, `+1 02:30:15`. */
export function at(time: string): string {
  const [, day = '+0', clock = '', seconds = ':00'] = /^(?:([+-]\d+) )?(\d\d:\d\d)(:\d\d)?$/.exec(time) ?? []
  const ms = Date.parse(`2026-11-24T${clock}${seconds}.000Z`) + Number(day) * 24 * 60 * 60_000
  return new Date(ms).toISOString()
}

export function span(from: string, to: string) {
  return { from: at(from), to: at(to) }
}

export const home = { gateway: '02:00:5e:00:53:01' }
export const cafe = { gateway: '02:00:5e:00:53:99' }

export function began(time: string, watcher = 'one', line: LineKey = home): WatchRecord {
  return { kind: 'began', at: at(time), watcher, release: '0.1.0', line, intervalMs: 30_000, farEveryMs: 300_000 }
}

export function ended(
  time: string,
  watcher = 'one',
  why: 'asked' | 'killed' | 'machine-restarted' = 'asked',
): WatchRecord {
  return { kind: 'ended', at: at(time), watcher, why }
}

export function lineIs(time: string, line: LineKey): WatchRecord {
  return { kind: 'line', at: at(time), line }
}

export function slept(from: string, to: string, why: 'asleep' | 'stopped' = 'asleep'): WatchRecord {
  return { kind: 'not-watched', at: at(to), from: at(from), to: at(to), why }
}

export function clockSet(was: string, is: string): WatchRecord {
  return { kind: 'clock-set', at: at(is), was: at(was) }
}

export function down(from: string, place: Place = 'provider', family: Family = 'v4'): WatchRecord {
  const instant = { time: at(from), withinMs: 500 }
  return { kind: 'outage-began', at: at(from), family, from: instant, place, silent: ['a', 'b'], answered: [] }
}

/** Of a watcher that found it so. */
export function foundDown(from: string, place: Place = 'provider', family: Family = 'v4'): WatchRecord {
  return { ...down(from, place, family), foundSo: true } as WatchRecord
}

export function up(
  from: string,
  to: string,
  place: Place = 'provider',
  more: { readonly family?: Family; readonly planned?: true; readonly foundSo?: true; readonly notOffered?: true } = {},
): WatchRecord {
  return {
    kind: 'outage-ended',
    at: at(to),
    family: 'v4',
    from: { time: at(from), withinMs: 500 },
    to: { time: at(to), withinMs: 700 },
    tookMs: Date.parse(at(to)) - Date.parse(at(from)),
    place,
    ...more,
  }
}

export function outage(from: string, to: string, place: Place = 'provider', family: Family = 'v4'): WatchRecord[] {
  return [down(from, place, family), up(from, to, place, { family })]
}

export function address(time: string, value: string, afterOutage = false): WatchRecord {
  const family = value.includes(':') ? 'v6' : 'v4'
  const what = value.endsWith('/64') ? 'prefix' : 'public'
  return { kind: 'address', at: at(time), what, family, address: value, afterOutage }
}

export function restarted(time: string): WatchRecord {
  return { kind: 'router-restarted', at: at(time) }
}

export function rebooted(from: string, to: string, before: string, after: string, line: LineKey = home): WatchRecord {
  return {
    kind: 'reboot-test',
    at: at(to),
    line,
    offFrom: at(from),
    to: at(to),
    before: { v4: before },
    after: { v4: after },
  }
}

/** As of noon, for who was alive when. */
export function timeline(
  records: readonly WatchRecord[],
  {
    alive = {},
    now = '12:00',
    ...more
  }: { readonly alive?: { readonly [watcher: string]: string }; readonly now?: string } & Partial<
    Pick<TimelineOptions, 'line' | 'since'>
  > = {},
): Timeline {
  return timelineOf(records, {
    line: home,
    alive: new Map(Object.entries(alive).map(([watcher, time]) => [watcher, { watcher, at: at(time) }])),
    now: at(now),
    ...more,
  })
}

/** A line of each outage: `v4 provider 02:00:00-02:00:30 30 s seen`. */
export function outagesIn({ outages }: Timeline): readonly string[] {
  const clock = (time: string) => time.slice(11, 19)
  return outages.map(
    ({ family, place, from, to, tookMs, end, planned }) =>
      `${family} ${place} ${clock(from)}-${clock(to)} ${tookMs / 1000} s ${end}${planned ? ' planned' : ''}`,
  )
}
