import { expect, it } from 'vitest'
import type { WatchRecord } from '../../../src/history/record.ts'
import type { IdleFound } from '../../../src/watch/idle/how-long-idle.ts'
import { idleBeside } from '../../../src/watch/idle/idle-beside.ts'
import type { FamilyState, TrackerState } from '../../../src/watch/tracker.ts'
import type { WatchOptions } from '../../../src/watch/watch.ts'
import { silentLine } from '../silent-line.ts'
import { virtualClock } from '../virtual-clock.ts'

const minute = 60_000
const since = '2026-01-02T03:04:05.000Z'
const up: FamilyState = { is: 'up', since }
const down: FamilyState = { is: 'down', since }
const onlyV4 = { v4: up, v6: undefined }

interface Play {
  readonly hours: number
  /** How long a look takes, minutes. */
  readonly takes?: number
  readonly says?: (nth: number, family: 'v4' | 'v6') => IdleFound | undefined
  readonly state?: (minute: number) => Pick<TrackerState, 'v4' | 'v6'>
  readonly records?: { readonly [minute: number]: readonly WatchRecord[] }
  readonly stopAt?: number
}

const kept = (minutes: number, lost?: number): IdleFound => ({
  family: 'v4',
  keptMs: minutes * minute,
  ...(lost !== undefined && { lostMs: lost * minute }),
})

/** Plays hours of looks, one a minute. Says when silences were begun, in minutes, and what was written down. */
async function played({ hours, takes = 29, says = () => kept(29), state = () => onlyV4, records = {}, stopAt }: Play) {
  const clock = virtualClock()
  const stop = new AbortController()
  const begun: string[] = []
  const noted: WatchRecord[] = []
  let now = 0
  let atOnce = 0
  let most = 0
  const waiting: { readonly until: number; readonly go: () => void }[] = []
  const options = {
    line: silentLine({ clock, random: (length) => new Uint8Array(length).fill(127) }),
    signal: stop.signal,
    lookAtIdle: async (family: 'v4' | 'v6') => {
      begun.push(`${family} ${now}`)
      const nth = begun.length
      atOnce += 1
      most = Math.max(most, atOnce)
      await new Promise<void>((go) => waiting.push({ until: now + takes, go }))
      atOnce -= 1
      return stop.signal.aborted ? undefined : says(nth, family)
    },
  } as unknown as WatchOptions
  const beside = idleBeside(options, async (all) => void noted.push(...all))
  for (now = 0; now < hours * 60 && !stop.signal.aborted; now += 1) {
    if (now === stopAt) stop.abort()
    for (const each of waiting.filter(({ until }) => now >= until || stop.signal.aborted)) each.go()
    // The one that has just ended is over before the next look.
    await new Promise((resolve) => setImmediate(resolve))
    beside.after(records[now] ?? [], state(now))
    clock.advance(minute)
  }
  stop.abort()
  for (const each of waiting) each.go()
  await beside.end()
  return { begun, noted, most }
}

const address = (was: string, more: object = {}): WatchRecord => ({
  kind: 'address',
  at: since,
  what: 'public',
  family: 'v4',
  address: '203.0.113.9',
  was,
  afterOutage: false,
  ...more,
})

it('is held five minutes after the begin and then once a day, and the same answer is written once', async () => {
  const { begun, noted } = await played({ hours: 60 })
  expect(begun).toHaveLength(3)
  const [first, second, third] = begun.map((each) => Number(each.split(' ')[1]))
  expect(first).toBe(5)
  for (const step of [(second ?? 0) - 5, (third ?? 0) - (second ?? 0)]) {
    expect(step).toBeGreaterThanOrEqual(23 * 60)
    expect(step).toBeLessThanOrEqual(25 * 60)
  }
  expect(noted).toEqual([{ kind: 'idle', at: '2026-01-02T03:38:05.000Z', family: 'v4', keptMs: 29 * minute }])
})

it('another answer is another record', async () => {
  const { noted } = await played({ hours: 60, says: (nth) => (nth < 3 ? kept(29) : kept(15, 20)) })
  expect(noted).toMatchObject([{ keptMs: 29 * minute }, { keptMs: 15 * minute, lostMs: 20 * minute }])
})

it('each family has its turn, never two at once, and only one that is up', async () => {
  const { begun, most } = await played({
    hours: 3,
    state: (now) => ({ v4: up, v6: now < 60 ? down : up }),
  })
  expect(most).toBe(1)
  expect(begun).toEqual(['v4 5', 'v6 60'])
  expect((await played({ hours: 1, state: () => ({ v4: up, v6: up }) })).begun).toEqual(['v4 5', 'v6 34'])
})

it.each<readonly [string, WatchRecord]>([
  [
    'an interruption that was over between two looks',
    {
      kind: 'outage-ended',
      at: since,
      family: 'v4',
      from: { time: since, withinMs: 500 },
      to: { time: since, withinMs: 500 },
      tookMs: 20_000,
      place: 'provider',
    },
  ],
  ['a router that has restarted', { kind: 'router-restarted', at: since }],
  ['a new address', address('203.0.113.7')],
  ['a machine that slept', { kind: 'not-watched', at: since, from: since, to: since, why: 'asleep' }],
])('over %s nothing is measured: it is tried again, within two hours', async (_what, record) => {
  const { begun, noted } = await played({ hours: 3, records: { 20: [record] }, says: (nth) => kept(nth, 29) })
  expect(begun).toHaveLength(2)
  expect(Number(begun[1]?.split(' ')[1])).toBeGreaterThan(34)
  expect(Number(begun[1]?.split(' ')[1])).toBeLessThan(120)
  expect(noted).toMatchObject([{ keptMs: 2 * minute }])
})

it('a line that is down says nothing of the box', async () => {
  const { noted } = await played({
    hours: 1,
    says: () => kept(5, 10),
    state: (now) => (now >= 12 && now < 15 ? { v4: down, v6: undefined } : onlyV4),
  })
  expect(noted).toEqual([])
})

it('what is of the other family, or this machine’s own to choose, is no trouble', async () => {
  const own = address('2001:db8::1', { family: 'v6', address: '2001:db8::2' })
  const { noted } = await played({ hours: 1, records: { 20: [own] }, state: () => ({ v4: up, v6: undefined }) })
  expect(noted).toHaveLength(1)
  const v6 = await played({ hours: 1, records: { 20: [own] }, state: () => ({ v4: undefined, v6: up }) })
  expect(v6.noted).toHaveLength(1)
})

it('is held again ten minutes after the router has restarted, but not over and over', async () => {
  const once = await played({ hours: 24, records: { 300: [{ kind: 'router-restarted', at: since }] } })
  expect(once.begun).toEqual(['v4 5', 'v4 310'])
  const everyTime = Object.fromEntries(
    Array.from({ length: 144 }, (_, nth) => [nth * 10, [{ kind: 'router-restarted', at: since } as const]]),
  )
  expect((await played({ hours: 24, records: everyTime })).begun.length).toBeLessThanOrEqual(24)
})

it('on another line nothing is known', async () => {
  const { begun, noted } = await played({
    hours: 2,
    records: { 60: [{ kind: 'line', at: since, line: { gateway: '02:00:5e:00:53:01' } }] },
  })
  expect(begun).toEqual(['v4 5', 'v4 65'])
  expect(noted).toHaveLength(2)
})

it('what came to nothing is tried an hour later', async () => {
  const { begun, noted } = await played({
    hours: 3,
    takes: 0,
    says: (nth) => (nth === 1 ? undefined : kept(29)),
  })
  expect(begun.slice(0, 2)).toEqual(['v4 5', 'v4 66'])
  expect(noted).toHaveLength(1)
})

it('a watcher that is told to end waits for no silence, and writes nothing of it', async () => {
  const { begun, noted } = await played({ hours: 24, stopAt: 20 })
  expect(begun).toEqual(['v4 5'])
  expect(noted).toEqual([])
})

it('a bug in it is not swallowed', async () => {
  const says = () => {
    throw new TypeError('a bug')
  }
  await expect(played({ hours: 2, says })).rejects.toThrow('a bug')
})
