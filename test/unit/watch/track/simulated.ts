import type { Family } from '../../../../src/core/line.ts'
import type { Place, WatchRecord } from '../../../../src/history/record.ts'
import type { AddressSeenNow, Look, Sighting } from '../../../../src/watch/look.ts'
import { tracker, type TrackerState } from '../../../../src/watch/tracker.ts'

/** What happens to a line, by the true time, ms since the first look. */
export interface Script {
  readonly intervalMs?: number
  readonly farEveryMs?: number
  readonly untilMs: number
  readonly workedBefore?: readonly Family[]
  readonly families?: readonly Family[]
  readonly outages?: readonly Broken[]
  /** How many of a hundred questions are lost, by whom they are put to; and of which numbers they are drawn. */
  readonly lossPercent?: { readonly [of in Sighting['of']]?: number }
  readonly seed?: number
  /** Whom there is to ask; by default a router, a hop, a probe of one's own, and six public ones of which two are asked. */
  readonly without?: readonly ('probe' | 'hop' | 'gateway')[]
  /** The hop answers pings alone, which are spared: at near looks of a dense watch, and in a trouble after the first three. */
  readonly dearHop?: boolean
  readonly mute?: readonly { readonly witness: string; readonly fromMs: number; readonly toMs?: number }[]
  /** Whom a firewall of this machine lets nobody ask, all the time. */
  readonly shutOff?: readonly string[]
  readonly sleeps?: readonly { readonly atMs: number; readonly forMs: number }[]
  readonly stops?: readonly { readonly atMs: number; readonly forMs: number }[]
  readonly clockSets?: readonly { readonly atMs: number; readonly byMs: number }[]
  /** Where a router says for how long it has been on. */
  readonly routerStartsMs?: readonly number[]
  /** The router is heard of its age only so long after it has restarted. */
  readonly routerTellsAfterMs?: number
  readonly lineAt?: (ms: number) => Look['line']
  readonly addressesAt?: (ms: number, whom: 'near' | 'all') => readonly AddressSeenNow[]
}

export interface Broken {
  readonly fromMs: number
  readonly toMs: number
  /**
   * `no-lease`: this machine has no way out, so nobody is asked; `no-names`: nor is anybody where no name can be looked up;
   * `unreachable`: the router says that it knows no way; `withdrawn`: it says that it has none to offer, and this machine is left
   * without a route and an address.
   */
  readonly place: Place | 'no-carrier' | 'firewall' | 'no-lease' | 'no-names' | 'unreachable' | 'withdrawn'
  readonly family?: Family
}

export interface Simulated {
  readonly records: readonly WatchRecord[]
  readonly state: TrackerState
  readonly looks: readonly { readonly atMs: number; readonly whom: 'near' | 'all' }[]
}

/** What the clock on the wall said at the first look. */
export const began = Date.parse('2026-11-24T00:00:00.000Z')
/** An answer takes so long, a question in vain so much longer. */
const rttMs = 20
const patienceMs = 900
const publicWitnesses = ['a', 'b', 'c', 'd', 'e', 'f']

/** Plays a script to a tracker. */
export function simulated(script: Script): Simulated {
  const { intervalMs = 1000, families = ['v4'], seed = 1 } = script
  const track = tracker({
    intervalMs,
    farEveryMs: script.farEveryMs ?? 300_000,
    ...(script.workedBefore && { workedBefore: script.workedBefore }),
  })
  const chance = drawn(seed)
  const records: WatchRecord[] = []
  const looks: { atMs: number; whom: 'near' | 'all' }[] = []
  const pending = {
    sleeps: [...(script.sleeps ?? [])],
    stops: [...(script.stops ?? [])],
    sets: [...(script.clockSets ?? [])],
  }
  let nowMs = 0
  let sleptMs = 0
  let shiftMs = 0
  let whom: 'near' | 'all' = 'all'
  let turn = 0
  let inTrouble = false
  let pings = 0
  let pingedMs = Number.NEGATIVE_INFINITY

  const asksHop = (): boolean => {
    if (!script.dearHop) return true
    if (whom === 'near' && intervalMs < 10_000) return false
    if (!inTrouble) pings = 0
    if (pings >= 3 && nowMs - pingedMs < 10_000) return false
    pings += 1
    pingedMs = nowMs
    return true
  }

  const brokenAt = (ms: number, family: Family) =>
    script.outages?.find((one) => (one.family ?? family) === family && one.fromMs <= ms && ms < one.toMs)

  const ask = (of: Sighting['of'], witness: string, family: Family, sentAtMs: number): Sighting => {
    const place = brokenAt(sentAtMs, family)?.place
    const isMute = script.mute?.some(
      (one) => one.witness === witness && one.fromMs <= sentAtMs && sentAtMs < (one.toMs ?? Number.POSITIVE_INFINITY),
    )
    const isLost = chance() * 100 < (script.lossPercent?.[of] ?? 0)
    const sentMs = sentAtMs - sleptMs
    if (script.shutOff?.includes(witness)) return { witness, of, family, sentMs, failure: 'not-let-out' }
    // Of a connection nobody is told that it was kept in.
    if (place === 'firewall' && of === 'far')
      return { witness, of, family, sentMs, failure: witness === 'probe' ? 'timed-out' : 'not-let-out' }
    if ((place === 'unreachable' || place === 'withdrawn') && of !== 'gateway')
      return { witness, of, family, sentMs, failure: 'network-unreachable' }
    if (isMute || isLost || isBehind(of, place)) return { witness, of, family, sentMs, failure: 'timed-out' }
    return { witness, of, family, sentMs, rttMs }
  }

  while (nowMs < script.untilMs) {
    while ((pending.sleeps[0]?.atMs ?? Number.POSITIVE_INFINITY) <= nowMs) {
      const { forMs } = pending.sleeps.shift() ?? { forMs: 0 }
      nowMs += forMs
      sleptMs += forMs
    }
    while ((pending.stops[0]?.atMs ?? Number.POSITIVE_INFINITY) <= nowMs) nowMs += pending.stops.shift()?.forMs ?? 0
    while ((pending.sets[0]?.atMs ?? Number.POSITIVE_INFINITY) <= nowMs) shiftMs += pending.sets.shift()?.byMs ?? 0

    const sightings: Sighting[] = []
    const hop = asksHop()
    for (const family of families) {
      const place = brokenAt(nowMs, family)?.place
      if (place === 'no-lease') continue
      const near = (['gateway', 'hop'] as const).filter(
        (of) => !script.without?.includes(of) && (of === 'gateway' || hop),
      )
      sightings.push(...near.map((of, index) => ask(of, of, family, nowMs + index)))
      if (place === 'no-names') continue
      if (!script.without?.includes('probe')) sightings.push(ask('far', 'probe', family, nowMs + 3))
      if (whom === 'all') {
        const two = [0, 1].map((index) => publicWitnesses[(turn + index) % publicWitnesses.length] ?? 'a')
        sightings.push(...two.map((witness, index) => ask('far', witness, family, nowMs + 4 + index)))
      }
    }
    if (whom === 'all') turn += 2
    const isSilent = (of: Sighting['of']) => {
      const those = sightings.filter((one) => one.of === of)
      return those.length > 0 && those.every(({ failure }) => failure !== undefined)
    }
    inTrouble = isSilent('gateway') || isSilent('far')
    const startedMs = Math.max(...(script.routerStartsMs ?? []).filter((ms) => ms <= nowMs))
    const tells =
      Number.isFinite(startedMs) &&
      brokenAt(nowMs, 'v4') === undefined &&
      nowMs - startedMs >= (script.routerTellsAfterMs ?? 0)
    const { records: written, next } = track.take({
      moment: { wall: new Date(began + nowMs + shiftMs).toISOString(), elapsedMs: nowMs - sleptMs, sinceBootMs: nowMs },
      link: linkOf(brokenAt(nowMs, 'v4')?.place),
      lacks: families.filter((family) => ['no-lease', 'withdrawn'].includes(brokenAt(nowMs, family)?.place ?? '')),
      line: script.lineAt?.(nowMs) ?? { gateway: '02:00:00:00:00:01' },
      sightings,
      addresses: sightings.some(({ of, failure }) => of === 'far' && failure === undefined)
        ? (script.addressesAt?.(nowMs, whom) ?? [])
        : [],
      ...(tells && { routerEpochS: Math.floor((nowMs - startedMs) / 1000) }),
    })
    looks.push({ atMs: nowMs, whom })
    records.push(...written)
    const lasted = sightings.some(({ failure }) => failure === 'timed-out') ? patienceMs : rttMs
    nowMs += Math.max(next.afterMs, lasted)
    whom = next.whom
  }
  records.push(...track.end(new Date(began + nowMs + shiftMs).toISOString()))
  return { records, state: track.state, looks }
}

function isBehind(of: Sighting['of'], place: Broken['place'] | undefined): boolean {
  if (place === undefined || place === 'firewall') return false
  if (of === 'far') return true
  if (place === 'beyond') return false
  return of === 'hop' || (place !== 'no-names' && place !== 'provider' && place !== 'provider-or-beyond')
}

function linkOf(place: Broken['place'] | undefined): Look['link'] {
  if (place === 'machine') return 'off'
  if (place === 'no-lease') return 'no-route'
  return place === 'no-carrier' ? 'no-carrier' : 'up'
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function drawn(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
