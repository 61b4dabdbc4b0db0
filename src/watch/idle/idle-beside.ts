import type { Family } from '../../core/line.ts'
import type { IdleKept, WatchRecord } from '../../history/record.ts'
import type { Note } from '../noted.ts'
import type { TrackerState } from '../tracker.ts'
import type { WatchOptions } from '../watch.ts'
import type { IdleFound } from './how-long-idle.ts'

/** Silent connections, held now and then beside the looks at the line. */
export interface IdleBeside {
  /** After each look: what it wrote down, and how the line is now. */
  after(records: readonly WatchRecord[], state: Pick<TrackerState, Family>): void
  /** Resolves when none is under way any more. */
  end(): Promise<void>
}

/** The line is to have settled, and the mail ports come first. */
const firstMs = 300_000
/** What a box keeps stands in its settings: a new version of it may have others, and hardly anything else. */
const everyMs = 24 * 3_600_000
/** A probe that several lines share is not to have them all at once. */
const spreadMs = 3_600_000
/** A router that has just started has enough to do. */
const afterChangeMs = 600_000
/** What came to nothing is tried again, but half an hour of the probe's silence is not asked for over and over. */
const againMs = 3_600_000

const families = ['v4', 'v6'] as const satisfies readonly Family[]

interface UnderWay {
  readonly family: Family
  /** What was lost by now may have been lost with the line. */
  troubled: boolean
  readonly done: Promise<void>
}

/** Once a day, for each family that the line has: how long a silent connection is kept. One family at a time. */
export function idleBeside({ line, lookAtIdle, signal }: WatchOptions, note: Note): IdleBeside {
  const { clock } = line
  const dueMs = { v4: clock.elapsed() + firstMs, v6: clock.elapsed() + firstMs }
  const known = new Map<Family, string>()
  let earliestMs = clock.elapsed()
  let underWay: UnderWay | undefined
  let bug: { readonly of: unknown } | undefined

  async function lookOver(family: Family, look: NonNullable<WatchOptions['lookAtIdle']>): Promise<void> {
    earliestMs = clock.elapsed() + againMs
    // Set before, since what is written down in the meantime may be a reason to look again sooner.
    dueMs[family] = clock.elapsed() + everyMs + (2 * share() - 1) * spreadMs
    const found = await look(family)
    if (signal.aborted) return
    if (found === undefined || underWay?.troubled === true) {
      dueMs[family] = Math.min(dueMs[family], clock.elapsed() + againMs)
      return
    }
    const text = JSON.stringify([found.keptMs, found.lostMs])
    if (known.get(family) === text) return
    known.set(family, text)
    await note([recordOf(found, clock.now())])
  }

  /** From 0 to 1. */
  function share(): number {
    const [byte = 0] = line.random(1)
    return byte / 255
  }

  function heed(record: WatchRecord): void {
    if (record.kind === 'line') {
      known.clear()
      for (const family of families) dueMs[family] = clock.elapsed() + firstMs
    }
    for (const family of families.filter((each) => mayKeepOthers(record, each)))
      dueMs[family] = Math.min(dueMs[family], Math.max(earliestMs, clock.elapsed() + afterChangeMs))
  }

  return {
    after(records, state) {
      if (bug !== undefined) throw bug.of
      for (const record of records) heed(record)
      if (underWay !== undefined) {
        const { family } = underWay
        if (state[family]?.is === 'down' || records.some((record) => cuts(record, family))) underWay.troubled = true
        return
      }
      const nowMs = clock.elapsed()
      const family = families.find((each) => state[each]?.is === 'up' && nowMs >= dueMs[each])
      if (lookAtIdle === undefined || family === undefined) return
      const done = lookOver(family, lookAtIdle)
        .catch((error: unknown) => {
          bug = { of: error }
        })
        .finally(() => {
          underWay = undefined
        })
      underWay = { family, troubled: false, done }
    },
    async end() {
      await underWay?.done
    },
  }
}

function recordOf(found: IdleFound, at: string): IdleKept {
  return { kind: 'idle', at, ...found }
}

/** What may have made the box forget, or the machine miss what was said: silences over it are no measure. */
function cuts(record: WatchRecord, family: Family): boolean {
  switch (record.kind) {
    case 'not-watched':
    case 'line':
      return true
    case 'outage-began':
    case 'outage-ended':
      return record.family === family
    default:
      return mayKeepOthers(record, family)
  }
}

/** After it, another box may be in between, or the same one with other settings. */
function mayKeepOthers(record: WatchRecord, family: Family): boolean {
  if (record.kind === 'router-restarted') return true
  if (record.kind !== 'address' || record.was === undefined || record.family !== family) return false
  // The rest of an IPv6 address is this machine's own to choose, and may be another one every day (RFC 8981).
  return family === 'v4' || record.what === 'prefix'
}
