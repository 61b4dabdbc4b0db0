import type { Family } from '../../src/core/line.ts'
import type { Place, WatchRecord, WayQuality } from '../../src/history/record.ts'
import type { Alive } from '../../src/history/store.ts'

export interface AYear {
  /** In the order in which a watcher would have written them. */
  readonly records: readonly WatchRecord[]
  readonly alive: ReadonlyMap<string, Alive>
  /** When it ends. The watcher is alive. */
  readonly now: string
  /** What was scripted. */
  readonly truth: {
    readonly watchedMs: number
    readonly looks: number
    readonly outages: { readonly [F in Family]: number }
    readonly downMs: { readonly [F in Family]: number }
    readonly addresses: { readonly [F in Family]: number }
    readonly restarts: number
  }
}

const dayMs = 24 * 60 * 60_000
const hourMs = 60 * 60_000
const days = 365
const firstMs = Date.UTC(2025, 10, 24)
const farPlaces: readonly Place[] = ['provider', 'provider-or-beyond', 'beyond', 'home', 'router']
const gateway = '02:00:5e:00:53:01'

/**
 * A year of a line that is cut every night and gets other addresses by it, with some longer interruptions, as a watcher
 * would have written it down. `looks`: how many there were in all. The same seed makes the same year.
 */
export function aYear({ looks, seed = 1 }: { readonly looks: number; readonly seed?: number }): AYear {
  const random = randomFrom(seed)
  const between = (least: number, most: number) => Math.round(least + random() * (most - least))
  const records: WatchRecord[] = []
  const hours = days * 24
  const intervalMs = Math.round((hours * hourMs) / looks)
  const outages = { v4: 0, v6: 0 }
  const downMs = { v4: 0, v6: 0 }
  const addresses = { v4: 0, v6: 0 }
  let restarts = 0
  let watcher = 0
  let endMs = 0

  const began = (ms: number) => {
    watcher += 1
    const line = { gateway }
    records.push({
      kind: 'began',
      at: iso(ms),
      watcher: `w${watcher}`,
      release: '0.1.0',
      line,
      intervalMs,
      farEveryMs: 300_000,
    })
  }
  const outage = (ms: number, tookMs: number, place: Place, families: readonly Family[]) => {
    const from = { time: iso(ms), withinMs: 500 }
    const to = { time: iso(ms + tookMs), withinMs: 500 }
    const silent = ['stun.example.net', 'ns1.example.org', '192.0.2.1']
    for (const family of families)
      records.push({ kind: 'outage-began', at: iso(ms + 3000), family, from, place, silent, answered: ['192.168.1.1'] })
    for (const family of families) {
      records.push({ kind: 'outage-ended', at: iso(ms + tookMs), family, from, to, tookMs, place })
      outages[family] += 1
      downMs[family] += tookMs
    }
  }
  const renumbered = (ms: number, afterOutage: boolean) => {
    const [v4, v6] = [`203.0.113.${addresses.v4 % 250}`, `2001:db8:${(addresses.v6 % 60_000).toString(16)}`]
    const is = { kind: 'address', at: iso(ms), afterOutage } as const
    records.push(
      { ...is, what: 'public', family: 'v4', address: v4 },
      { ...is, what: 'router', family: 'v4', address: v4 },
    )
    records.push({ ...is, what: 'prefix', family: 'v6', address: `${v6}::/64` })
    records.push({ ...is, what: 'public', family: 'v6', address: `${v6}::25` })
    const policy = 'listed'
    records.push({ kind: 'known-as', at: iso(ms + 2000), family: 'v4', address: v4, name: `dyn-${v4}.example`, policy })
    addresses.v4 += 1
    addresses.v6 += 1
  }
  const way = (to: WayQuality['to'], family: Family, asked: number, middleMs: number): WayQuality => {
    const round = (ms: number) => Math.round(ms * 10) / 10
    const lost = random() < 0.1 ? 1 : 0
    const medianMs = round(middleMs * (1 + random() / 10))
    return { to, family, asked, lost, medianMs, p95Ms: round(medianMs * 1.6), jitterMs: round(medianMs / 9) }
  }

  began(firstMs)
  renumbered(firstMs + 1000, false)
  let cuts: readonly { readonly atMs: number; readonly tookMs: number; readonly place: Place }[] = []
  for (let hour = 0; hour < hours; hour += 1) {
    const ms = firstMs + hour * hourMs
    if (hour % 24 === 3) outageAtNight(ms)
    if (hour % 24 === 0)
      cuts =
        random() < 0.12
          ? [
              {
                atMs: ms + between(5 * hourMs, 22 * hourMs),
                tookMs: between(20_000, 7200_000),
                place: farPlaces[between(0, 4)] ?? 'home',
              },
            ]
          : []
    for (const cut of cuts) if (cut.atMs >= ms && cut.atMs < ms + hourMs) cutAt(cut)
    if (hour % (24 * 30) === 12)
      records.push({ kind: 'mail-ports', at: iso(ms + 60_000), answers: mailAnswers(random() < 0.5) })
    if (random() < 0.02) {
      records.push({ kind: 'witness', at: iso(ms + 100_000), witness: 'stun.example.net', silent: true })
      records.push({ kind: 'witness', at: iso(ms + 900_000), witness: 'stun.example.net', silent: false })
    }
    const from = iso(ms)
    endMs = ms + hourMs
    const asked = Math.round(((hour + 1) * looks) / hours) - Math.round((hour * looks) / hours)
    const ways = [way('gateway', 'v4', asked, 0.4), way('hop', 'v4', asked, 8), way('far', 'v4', 36, 14)]
    const ways6 = [way('hop', 'v6', asked, 8), way('far', 'v6', 36, 15)]
    records.push({ kind: 'quality', at: iso(endMs), from, looks: asked, ways: [...ways, ...ways6] })
  }

  return {
    records: records.sort((one, other) => Date.parse(one.at) - Date.parse(other.at)),
    alive: new Map([[`w${watcher}`, { watcher: `w${watcher}`, at: iso(endMs) }]]),
    now: iso(endMs),
    truth: { watchedMs: days * dayMs, looks, outages, downMs, addresses, restarts },
  }

  function outageAtNight(ms: number): void {
    const at = ms + 10 * 60_000 + between(0, 120_000)
    const tookMs = between(15_000, 60_000)
    outage(at, tookMs, 'provider', ['v4', 'v6'])
    renumbered(at + tookMs + 1000, true)
  }

  function cutAt({ atMs, tookMs, place }: { atMs: number; tookMs: number; place: Place }): void {
    outage(atMs, tookMs, place, place === 'beyond' ? ['v4'] : ['v4', 'v6'])
    if (place !== 'router') return
    restarts += 1
    records.push({ kind: 'router-restarted', at: iso(atMs + tookMs + 500) })
  }
}

function mailAnswers(isOpen: boolean): { readonly [check: string]: string } {
  const ports = [25, 465, 587, 143, 993]
  return Object.fromEntries(
    ports.flatMap((port) =>
      ['v4', 'v6'].flatMap((family) => [
        [`inbound.${port}.${family}`, isOpen ? 'reachable' : 'not-forwarded'],
        [`outbound.${port}.${family}`, 'open'],
      ]),
    ),
  )
}

function iso(ms: number): string {
  return new Date(ms).toISOString()
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
