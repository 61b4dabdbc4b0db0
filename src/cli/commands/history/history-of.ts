import type { Family } from '../../../core/line.ts'
import { answered } from '../../../history/answered.ts'
import { sameLine } from '../../../history/line-key.ts'
import { nightlyDisconnectOf } from '../../../history/nightly-disconnect-of.ts'
import type { RunHead } from '../../../history/saved-run.ts'
import type { WatchLog } from '../../../history/store.ts'
import type { Timeline } from '../../../history/timeline.ts'
import { timelineOf } from '../../../history/timeline-of.ts'
import { uptimeOf } from '../../../history/uptime-of.ts'
import type { Availability, History } from '../../../report/history/history.ts'
import { listedOutages } from '../../../report/history/listed-outages.ts'
import { mailPortsOf } from '../../../report/history/mail-ports-of.ts'
import type { ChosenLine } from './choose-line.ts'

export interface HistoryOptions extends ChosenLine {
  /** The clock, ISO 8601, UTC. */
  readonly now: string
  readonly timeZone: string
  readonly since: string | undefined
  /** Of this family alone. */
  readonly family: Family | undefined
}

/** What is known of a line from earlier days. Pure. */
export function historyOf(log: WatchLog, runs: readonly RunHead[], options: HistoryOptions): History {
  const { line, chosen, others, now, timeZone, since, family } = options
  const timeline = timelineOf(log.records, { line, alive: log.alive, now, ...(since === undefined ? {} : { since }) })
  const wanted = (each: { readonly family: Family }) => family === undefined || each.family === family
  const each = <T>(of: (family: Family) => T): { readonly v4: T | null; readonly v6: T | null } => ({
    v4: wanted({ family: 'v4' }) ? of('v4') : null,
    v6: wanted({ family: 'v6' }) ? of('v6') : null,
  })
  return {
    schema: 1,
    line,
    chosen,
    ...(family === undefined ? {} : { family }),
    at: now,
    timeZone,
    ...(since === undefined ? {} : { since }),
    from: timeline.whole?.from ?? null,
    to: timeline.whole?.to ?? null,
    looks: timeline.looks,
    watched: { ms: timeline.watchedMs, spans: timeline.watched },
    unwatched: timeline.unwatched,
    availability: each((one) => availabilityOf(timeline, one)),
    outages: listedOutages(timeline.outages.filter(wanted), timeline.addresses),
    nightly: each((one) => nightlyDisconnectOf(timeline, one) ?? null),
    addresses: timeline.addresses.filter(wanted),
    routerRestarts: timeline.routerRestarts,
    rebootTests: timeline.rebootTests,
    quality: timeline.quality.filter(wanted),
    mailPorts: mailPortsOf(timeline.mailPorts),
    idle: timeline.idle.filter(wanted),
    runs: runs.filter((run) => sameLine(run.line, line) && (since === undefined || run.at >= since)),
    otherLines: others,
    unread: log.unread,
  }
}

function availabilityOf(timeline: Timeline, family: Family): Availability | null {
  if (!has(timeline, family)) return null
  const { watchedMs, downMs, share, outages, longest } = uptimeOf(timeline, family)
  if (share === undefined) return null
  return { spans: timeline.watchedOver[family], watchedMs, downMs, share, outages, longestMs: longest?.tookMs ?? 0 }
}

/** Whether the line was ever seen to work over a family: only then could it be down. */
function has({ addresses, outages, quality }: Timeline, family: Family): boolean {
  return (
    outages.some((each) => each.family === family) ||
    addresses.some((each) => each.family === family && each.what === 'public') ||
    quality.some((way) => way.family === family && answered(way))
  )
}
