import type { Asked } from '../core/asked.ts'
import type { Family, Line } from '../core/line.ts'
import type { LineKey } from '../history/line-key.ts'
import type { KnownAs, MailPorts, WatchRecord } from '../history/record.ts'
import type { Log } from '../history/store.ts'
import type { IdleFound } from './idle/how-long-idle.ts'
import { idleBeside } from './idle/idle-beside.ts'
import { lookAtLine } from './look-at-line.ts'
import type { NextLook } from './look.ts'
import { looksBeside, type MailLook } from './looks-beside.ts'
import { noted } from './noted.ts'
import { tracker, type TrackerState } from './tracker.ts'

/** What a watcher works with. The cli puts it together. */
export interface WatchOptions {
  readonly line: Line
  readonly asked: Asked
  readonly log: Log
  readonly release: string
  /** What the user calls the line. */
  readonly lineName?: string
  readonly intervalMs: number
  readonly signal: AbortSignal
  /** Families that earlier records saw work on a line. */
  readonly workedBefore?: (line: LineKey) => readonly Family[]
  /** The mail ports as a check sees them; undefined where it could not be told. */
  readonly lookAtMail?: () => Promise<MailLook | undefined>
  /** What was found last on the line on which this watcher began: to be another, it is to be seen twice. Asked for late. */
  readonly mailPortsBefore?: () => MailPorts['answers'] | undefined
  /** What a new address is to others. */
  readonly lookAtAddress?: (family: KnownAs['family']) => Promise<Omit<KnownAs, 'kind' | 'at'> | undefined>
  /** How long a silent connection is kept; undefined where it could not be told. */
  readonly lookAtIdle?: (family: Family) => Promise<IdleFound | undefined>
  /** Told of every record once it is on the disk, or could not be put there. */
  readonly onRecord: (record: WatchRecord, kept: boolean) => void
  /** After every look. */
  readonly onLook?: (state: TrackerState) => void
}

/** While all is well, others on the internet are asked no more often: enough to notice, too seldom to bother anybody. */
export const publicEveryMs = 300_000
/** A look comes up to a tenth earlier or later: a thousand watchers that a power cut started together must not ask together. */
const jitter = 0.1

/** Looks at the line again and again until the signal comes, and writes down what changes. */
export async function watch(options: WatchOptions): Promise<void> {
  const { line, asked, log, release, lineName, intervalMs, signal, onLook } = options
  const { clock } = line
  const farEveryMs = Math.max(publicEveryMs, intervalMs)
  const looker = lookAtLine({ line, asked, intervalMs, farEveryMs, ...(lineName !== undefined && { lineName }) })
  const note = noted(log, options.onRecord)
  const beside = looksBeside(options, note)
  const silences = idleBeside(options, note)
  const watcher = hex(line.random(4))
  const key = await looker.begin()
  const track = tracker({ intervalMs, farEveryMs, workedBefore: options.workedBefore?.(key) ?? [] })
  await note([{ kind: 'began', at: clock.now(), watcher, release, line: key, intervalMs, farEveryMs }])

  let next: NextLook = { afterMs: intervalMs, whom: 'all' }
  while (!signal.aborted) {
    const startedMs = clock.elapsed()
    const look = await looker.look(next.whom)
    // What was cut short has only failed for want of time.
    if (signal.aborted) break
    const taken = track.take(look)
    await note(taken.records)
    // A sign of life that cannot be written costs a crash its exact time, and nothing else.
    await log.alive(look.moment.wall)
    onLook?.(track.state)
    beside.after(taken.records)
    silences.after(taken.records, track.state)
    next = taken.next
    const isUsual = next.whom === 'near' && next.afterMs === intervalMs
    const afterMs = isUsual ? next.afterMs * (1 + jitter * (2 * share(line) - 1)) : next.afterMs
    const restMs = afterMs - (clock.elapsed() - startedMs)
    // Patience is for answers that are slow to come, not for the time between two looks.
    if (restMs > 0) await clock.pause(restMs / (clock.patience ?? 1))
  }
  await Promise.all([beside.end(), silences.end()])
  const at = clock.now()
  await note([...track.end(at), { kind: 'ended', at, watcher, why: 'asked' }])
}

/** From 0 to 1. */
function share(line: Line): number {
  const [byte = 0] = line.random(1)
  return byte / 255
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
