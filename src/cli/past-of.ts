import type { Host } from '../core/host.ts'
import type { Past } from '../core/past.ts'
import { type PastOfHistory, pastOfHistory } from '../history/past-of-history.ts'
import type { Store } from '../history/store.ts'
import { timelineOf } from '../history/timeline-of.ts'
import { lineHere } from './line-here.ts'

export interface PastOfOptions {
  /** What the user calls the line, if anything: `--line`. */
  readonly lineName: string | undefined
  readonly host: Pick<Host, 'gateways'>
  /** The clock, ISO 8601, UTC. */
  readonly now: () => string
}

/** A line is judged by its last 30 days: what failed before may have been mended since. */
const permanenceMs = 30 * 86_400_000

/**
 * What a history knows of the line that this machine is at. Read once, when it is first asked for; what cannot be read is as if it
 * had never been.
 */
export function pastOf(store: Store, options: PastOfOptions): Past {
  let read: Promise<PastOfHistory> | undefined
  const past = () => (read ??= readPast(store, options))
  return {
    permanence: async () => (await past()).permanence,
    addresses: async (family) => (await past()).addresses(family),
  }
}

async function readPast(store: Store, { lineName, host, now }: PastOfOptions): Promise<PastOfHistory> {
  const [line, watched, runs] = await Promise.all([lineHere(lineName, host), store.watched(), store.runs()])
  const { records, alive } = watched.ok ? watched.value : { records: [], alive: new Map() }
  const at = now()
  const whole = timelineOf(records, { line, alive, now: at })
  const since = new Date(Date.parse(at) - permanenceMs).toISOString()
  const lately = timelineOf(records, { line, alive, now: at, since })
  const kept = runs.ok ? runs.value : []
  return {
    permanence: pastOfHistory(lately, [], { line }).permanence,
    addresses: pastOfHistory(whole, kept, { line }).addresses,
  }
}
