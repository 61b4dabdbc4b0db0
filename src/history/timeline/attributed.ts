import type { Family } from '../../core/line.ts'
import { answered } from '../answered.ts'
import { sameLine } from '../line-key.ts'
import type { Quality, Rebooted, WatchBegan, WatchRecord } from '../record.ts'
import type { TimelineOptions } from '../timeline.ts'
import { type ClockJump, Watcher } from './watcher.ts'

/** A record about the line that is asked about. Qualities are apart: they are most of a history. */
export interface Told {
  readonly record: Exclude<WatchRecord, Quality>
  /** Who wrote it; undefined for a reboot test while nobody watched this line. */
  readonly by: Watcher | undefined
  /** Whether that one is still at the line. */
  readonly isHere: boolean
  /** When its clock was set last before it wrote this. */
  readonly jump?: ClockJump | undefined
}

export interface Attributed {
  /** In the order in which they were written. */
  readonly told: readonly Told[]
  readonly qualities: readonly Quality[]
  readonly watchers: readonly Watcher[]
}

type Intervals = Pick<WatchBegan, 'intervalMs' | 'farEveryMs'>

/** A watcher that was not heard of for three looks is not alive: a look may come late, and two minutes are no time. */
const aliveLooks = 3
const aliveAtLeastMs = 120_000
/** Of a watcher whose `began` is lost, as a watcher does unless told. */
const usual: Intervals = { intervalMs: 30_000, farEveryMs: 300_000 }

const endings = {
  asked: 'watcher-ended',
  killed: 'watcher-killed',
  'machine-restarted': 'machine-restarted',
} as const

const pauses = { asleep: 'machine-asleep', stopped: 'watcher-stopped' } as const

/**
 * Who wrote what, and which of it is about the line. Records do not say who wrote them: they are of the watcher that began
 * last and has not ended.
 */
export function attributed(records: readonly WatchRecord[], options: TimelineOptions): Attributed {
  const { line } = options
  const watchers: Watcher[] = []
  /** Those that have not ended, as they began: the last is the one that writes. */
  let running: readonly Watcher[] = []
  const told: Told[] = []
  const qualities: Quality[] = []

  for (const record of records) {
    const atMs = Date.parse(record.at)
    if (record.kind === 'began') moved(begun(record.watcher, record), sameLine(record.line, line), record, atMs)
    else if (record.kind === 'line') moved(writer(record), sameLine(record.line, line), record, atMs)
    else if (record.kind === 'ended') ended(record.watcher, endings[record.why], record, atMs)
    else if (record.kind === 'reboot-test') tested(record)
    else if (record.kind === 'quality') measured(writer(record), record, atMs)
    else noted(writer(record), record, atMs)
  }
  for (const watcher of running) endAsLastSeen(watcher, options)
  return { told, qualities, watchers }

  function begun(id: string, { intervalMs, farEveryMs }: Intervals): Watcher {
    // Another month, another segment, the same watcher.
    const same = running.find((each) => each.id === id)
    const watcher = same ?? new Watcher(id, intervalMs, farEveryMs)
    if (same === undefined) watchers.push(watcher)
    running = [...running.filter((each) => each !== watcher), watcher]
    return watcher
  }

  /** Where the `began` is lost, a watcher is at the line that is asked about, unless that one has a name. */
  function writer(record: WatchRecord): Watcher {
    const last = running.at(-1)
    if (last !== undefined) return last
    const watcher = begun('', usual)
    if (sameLine({}, line)) watcher.comes(Date.parse(firstTimeOf(record)))
    return watcher
  }

  function moved(by: Watcher, here: boolean, record: Told['record'], atMs: number): void {
    const wasHere = by.isHere
    if (here) by.comes(atMs)
    else by.goesElsewhere(atMs)
    if (wasHere || here) told.push({ record, by, isHere: here })
  }

  function ended(id: string, why: (typeof endings)[keyof typeof endings], record: Told['record'], atMs: number): void {
    const by = running.find((each) => each.id === id)
    if (by === undefined) return
    if (by.isHere) told.push({ record, by, isHere: false })
    by.end(atMs, why)
    running = running.filter((each) => each !== by)
  }

  /** Written beside whoever watches, so it says itself of which line it is. */
  function tested(record: Rebooted): void {
    if (!sameLine(record.line, line)) return
    const by = running.findLast(({ isHere }) => isHere)
    told.push({ record, by, isHere: by !== undefined })
  }

  function measured(by: Watcher, record: Quality, atMs: number): void {
    by.wasThere(atMs)
    if (!by.isHere) return
    qualities.push(record)
    if (by.seen.bothSeen) return
    for (const way of record.ways) if (answered(way)) by.seen.saw(way.family, Date.parse(record.from))
  }

  function noted(by: Watcher, record: Told['record'], atMs: number): void {
    if (record.kind === 'clock-set') by.clockSet(Date.parse(record.was), atMs)
    else if (record.kind === 'not-watched')
      by.notWatched(Date.parse(record.from), Date.parse(record.to), pauses[record.why])
    else by.wasThere(atMs)
    if (!by.isHere) return
    told.push({ record, by, isHere: true, jump: by.jump })
    const family = familySeenIn(record)
    if (family === undefined) return
    if (record.kind === 'outage-ended' && record.notOffered) by.seen.lost(family, atMs)
    else by.seen.saw(family, atMs)
  }
}

/** The family that the line has, by this record: what the router or this machine call their own proves nothing. */
function familySeenIn(record: WatchRecord): Family | undefined {
  const isSign =
    record.kind === 'outage-began' ||
    record.kind === 'outage-ended' ||
    (record.kind === 'address' && record.what === 'public')
  return isSign ? record.family : undefined
}

/** What began before it was written down: a quality is of the hour before. */
function firstTimeOf(record: WatchRecord): string {
  return record.kind === 'quality' || record.kind === 'not-watched' ? record.from : record.at
}

function endAsLastSeen(watcher: Watcher, { alive, now }: TimelineOptions): void {
  const aliveMs = Date.parse(alive.get(watcher.id)?.at ?? '')
  const isKnown = Number.isFinite(aliveMs)
  const patienceMs = Math.max(aliveAtLeastMs, aliveLooks * watcher.intervalMs)
  watcher.isAlive = isKnown && Date.parse(now) - aliveMs <= patienceMs
  watcher.end(isKnown ? aliveMs : undefined, 'watcher-killed')
}
