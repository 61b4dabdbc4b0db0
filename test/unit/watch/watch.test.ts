import { expect, it } from 'vitest'
import { success } from '../../../src/core/failure.ts'
import type { WatchRecord } from '../../../src/history/record.ts'
import type { TrackerState } from '../../../src/watch/tracker.ts'
import { publicEveryMs, watch, type WatchOptions } from '../../../src/watch/watch.ts'
import { box, hop, type WatchedWorld, watchedWorld } from './watched-world.ts'

const intervalMs = 30_000
const hourMs = 3_600_000
/** A day is some three thousand looks: two seconds of a processor that has nothing else to do. */
const dayPatienceMs = 60_000

interface Watched {
  readonly records: readonly WatchRecord[]
  /** When each look was over, ms since the start. */
  readonly looksMs: readonly number[]
  readonly alive: readonly string[]
  readonly last: TrackerState | undefined
}

/** Watches a world for so long; `between` is called after each look. */
async function watched(
  world: WatchedWorld,
  forMs: number,
  { between = () => {}, ...more }: { between?: (atMs: number) => void } & Partial<WatchOptions> = {},
): Promise<Watched> {
  const stop = new AbortController()
  const records: WatchRecord[] = []
  const looksMs: number[] = []
  const alive: string[] = []
  const startMs = world.clock.elapsed()
  let last: TrackerState | undefined
  await watch({
    line: world.line,
    asked: world.asked,
    log: {
      append: async () => success(undefined),
      alive: async (at) => {
        alive.push(at)
        return success(undefined)
      },
      close: async () => {},
    },
    release: '0.1.0',
    intervalMs,
    signal: stop.signal,
    onRecord: (record) => records.push(record),
    onLook: (state) => {
      last = state
      const atMs = world.clock.elapsed() - startMs
      looksMs.push(atMs)
      between(atMs)
      if (atMs >= forMs) stop.abort()
    },
    ...more,
  })
  return { records, looksMs, alive, last }
}

const kinds = (records: readonly WatchRecord[]) => records.map(({ kind }) => kind)

it(
  'a quiet day: looks every half minute or so, strangers asked every five minutes, and hardly anything to write',
  async () => {
    const world = watchedWorld({ v6: true })
    world.pings.set('ttl 1', box).set('ttl 2', hop)
    world.udp.set(hop, 'refused')
    const { records, looksMs } = await watched(world, 24 * hourMs)

    const steps = looksMs.slice(20).map((atMs, nth) => atMs - (looksMs[nth + 19] ?? 0))
    expect(Math.min(...steps)).toBeGreaterThanOrEqual(0.9 * intervalMs)
    expect(Math.max(...steps)).toBeLessThanOrEqual(1.1 * intervalMs)
    expect(new Set(steps).size).toBeGreaterThan(20)
    expect(looksMs.length).toBeGreaterThan(2_800)

    const most = (24 * hourMs) / publicEveryMs
    const asked = new Map<string, number>()
    for (const each of world.questions) {
      if (/^(udp|dns|tcp) (25\.[789]\.|2a25:[789]:)/.test(each)) asked.set(each, (asked.get(each) ?? 0) + 1)
    }
    // Four strangers of each family, two of them at a time: each is asked every ten minutes. No server over TCP at all.
    expect(asked.size).toBe(8)
    for (const [, times] of asked) expect(times).toBeLessThanOrEqual(most / 2 + 15)
    const names = world.questions.filter((each) => each.startsWith('name'))
    expect(names.length).toBeLessThanOrEqual(8 * 27)
    // A ping is a process: only to find the hop, once an hour and family.
    expect(world.questions.filter((each) => each.startsWith('ping')).length).toBeLessThan(24 * 2 * 5)

    expect(kinds(records).filter((kind) => kind !== 'quality' && kind !== 'address')).toEqual(['began', 'ended'])
    expect(kinds(records).filter((kind) => kind === 'quality').length).toBeLessThanOrEqual(26)
    expect(JSON.stringify(records)).not.toContain('"lost":1')
  },
  dayPatienceMs,
)

it('begins with who it is, and ends by saying that it was asked to', async () => {
  const world = watchedWorld()
  const { records, alive, looksMs, last } = await watched(world, hourMs, { lineName: 'home' })
  const [began] = records
  expect(began).toMatchObject({
    kind: 'began',
    line: { name: 'home', gateway: '02:00:5e:a8:01:01' },
    intervalMs,
    farEveryMs: publicEveryMs,
  })
  const watcher = began?.kind === 'began' ? began.watcher : ''
  expect(watcher).toMatch(/^[0-9a-f]{8}$/)
  expect(records.at(-1)).toMatchObject({ kind: 'ended', watcher, why: 'asked' })
  expect(alive).toHaveLength(looksMs.length)
  expect(last?.v4).toMatchObject({ is: 'up', address: '25.1.2.3' })
})

it('notices an outage of the provider at the next look, times its end to the second, and says whose it is', async () => {
  const world = watchedWorld()
  world.pings.set('ttl 1', box).set('ttl 2', hop)
  world.udp.set(hop, 'refused')
  const up = new Map(world.udp)
  const [fromMs, toMs] = [hourMs, hourMs + 90_000]
  const { records } = await watched(world, 2 * hourMs, {
    between: (atMs) => {
      const isDown = atMs >= fromMs && atMs < toMs
      for (const [address, answer] of up) {
        if (isDown) world.udp.delete(address)
        else world.udp.set(address, answer)
      }
      if (isDown) world.dns.clear()
      else world.dns.set('25.8.0.1', '25.1.2.3')
      world.tcp.set('25.7.0.1:993', isDown ? 'timed-out' : 'open')
    },
  })
  const ended = records.find((record) => record.kind === 'outage-ended')
  expect(kinds(records).filter((kind) => kind.startsWith('outage'))).toEqual(['outage-began', 'outage-ended'])
  expect(ended).toMatchObject({ family: 'v4', place: 'provider' })
  if (ended?.kind !== 'outage-ended') throw new Error('no end')
  expect(ended.to.withinMs).toBeLessThanOrEqual(1_000)
  expect(Math.abs(ended.tookMs - 90_000)).toBeLessThan(intervalMs * 1.2)
})

it('writes nothing of a look that was cut short', async () => {
  const world = watchedWorld()
  const stop = new AbortController()
  let looks = 0
  const { records } = await watched(world, Number.POSITIVE_INFINITY, {
    signal: stop.signal,
    onLook: () => {
      looks += 1
      // From here on everything is silent, as it is once a line was told to end.
      if (looks === 40) {
        world.udp.clear()
        world.tcp.clear()
        const pause = world.clock.pause
        Object.assign(world.clock, {
          pause: async (ms: number) => {
            await pause(ms)
            stop.abort()
          },
        })
      }
    },
  })
  expect(looks).toBe(40)
  expect(kinds(records).filter((kind) => kind.startsWith('outage'))).toEqual([])
  expect(records.at(-1)).toMatchObject({ kind: 'ended', why: 'asked' })
})

it('looks at the mail ports and at a new address beside the looks, which do not wait for it', async () => {
  const world = watchedWorld()
  let end: (() => void) | undefined
  const { records, looksMs } = await watched(world, hourMs, {
    lookAtMail: () => new Promise((resolve) => (end = () => resolve({ 'inbound.25.v4': 'open' }))),
    lookAtAddress: async (family) => ({ family, address: '25.1.2.3', name: null, policy: 'not-listed' }),
    between: (atMs) => {
      if (atMs > hourMs / 2) end?.()
    },
  })
  expect(looksMs.length).toBeGreaterThan(110)
  expect(records).toContainEqual(expect.objectContaining({ kind: 'known-as', address: '25.1.2.3' }))
  expect(records).toContainEqual(expect.objectContaining({ kind: 'mail-ports', answers: { 'inbound.25.v4': 'open' } }))
})

it('holds silent connections beside the looks, which do not wait for them, and none is left when it ends', async () => {
  const world = watchedWorld({ v6: true })
  const stop = new AbortController()
  const begun: string[] = []
  let end: (() => void) | undefined
  const { records, looksMs } = await watched(world, Number.POSITIVE_INFINITY, {
    signal: stop.signal,
    lookAtIdle: (family) => {
      begun.push(family)
      return new Promise((resolve) => {
        // The second is under way when the watcher is told to end, and ends as everything on the line then does.
        if (begun.length === 1) end = () => resolve({ family, keptMs: 900_000, lostMs: 1_200_000 })
        else stop.signal.addEventListener('abort', () => resolve(undefined))
      })
    },
    between: (atMs) => {
      if (atMs > hourMs / 2) end?.()
      if (atMs >= hourMs) stop.abort()
    },
  })
  expect(looksMs.length).toBeGreaterThan(110)
  expect(begun).toEqual(['v4', 'v6'])
  expect(records.filter(({ kind }) => kind === 'idle')).toEqual([
    expect.objectContaining({ family: 'v4', keptMs: 900_000, lostMs: 1_200_000 }),
  ])
  expect(records.at(-1)).toMatchObject({ kind: 'ended', why: 'asked' })
})

it('goes on where the disk is full', async () => {
  const world = watchedWorld()
  const full = { ok: false, failure: 'unclassified' } as const
  const kept: boolean[] = []
  const { looksMs } = await watched(world, hourMs, {
    log: { append: async () => full, alive: async () => full, close: async () => {} },
    onRecord: (_, isKept) => kept.push(isKept),
  })
  expect(looksMs.length).toBeGreaterThan(110)
  expect(kept.length).toBeGreaterThan(2)
  expect(kept).not.toContain(true)
})

it.each(['v4', 'both'] as const)(
  'a watcher that starts without a lease or a name finds the outage that it starts in (%s)',
  async (which) => {
    const world = watchedWorld({ v6: which === 'both' })
    const { v4, v6, interfaces } = world.host
    const names = new Map(world.names)
    Object.assign(world.host, { v4: [], v6: [], interfaces: [] })
    world.names.clear()
    const keys: unknown[] = []
    const { records, last } = await watched(world, 3 * hourMs, {
      workedBefore: (key) => {
        keys.push(key)
        return which === 'both' ? ['v4', 'v6'] : ['v4']
      },
      between: (atMs) => {
        if (atMs < hourMs) return
        Object.assign(world.host, { v4, v6, interfaces })
        for (const [question, address] of names) world.names.set(question, address)
      },
    })
    expect(keys).toEqual([{}])
    const families = which === 'both' ? ['v4', 'v6'] : ['v4']
    expect(records.filter(({ kind }) => kind === 'outage-began')).toMatchObject(
      families.map((family) => ({ family, foundSo: true, from: { time: records[0]?.at, withinMs: 0 } })),
    )
    const ended = records.flatMap((record) => (record.kind === 'outage-ended' ? [record] : []))
    expect(ended.map(({ family }) => family)).toEqual(families)
    for (const { tookMs, foundSo } of ended) {
      expect(foundSo).toBe(true)
      expect(Math.abs(tookMs - hourMs)).toBeLessThanOrEqual(intervalMs)
    }
    expect(last?.v4?.is).toBe('up')
  },
)
