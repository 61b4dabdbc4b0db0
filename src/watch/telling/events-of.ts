import type { Clock, Family } from '../../core/line.ts'
import type { LineKey } from '../../history/line-key.ts'
import type { AddressIs, MailPorts, WatchRecord } from '../../history/record.ts'
import type { WatchEvent } from '../event.ts'
import type { TrackerState } from '../tracker.ts'
import { lossNews } from './loss-news.ts'
import { type News, outageNews, wholeSeconds } from './outage-news.ts'
import { says } from './says.ts'

export interface EventsOptions {
  readonly clock: Pick<Clock, 'elapsed'>
  /** Draws the id of an event. */
  readonly newId: () => string
  /** What the user calls the line. */
  readonly lineName?: string
  /** Of the times in sentences; this machine's unless told. */
  readonly timeZone?: string
}

/** Of what is written down, what somebody is to be told. */
export interface Events {
  /** What was written in earlier days, so that a change over a restart of the watcher is seen as one. Tells nothing. */
  recall(records: readonly WatchRecord[]): void
  take(record: WatchRecord): readonly WatchEvent[]
  /** What has become worth telling by the mere passing of time: ask after every look. */
  due(state: Pick<TrackerState, Family>): readonly WatchEvent[]
}

const families = ['v4', 'v6'] as const satisfies readonly Family[]
/** Shorter gaps are a restart for an update. */
const gapMs = 5 * 60_000
/** A router that restarts over and over says so with every look. */
const restartEveryMs = 60 * 60_000

/** Makes events of records: on a change only, once it has settled. */
export function eventsOf({ clock, newId, lineName, timeZone }: EventsOptions): Events {
  const outages = { v4: outageNews('v4'), v6: outageNews('v6') }
  const losses = families.map(lossNews)
  const addresses = new Map<string, string>()
  let line: LineKey = {}
  let ports: MailPorts['answers'] | undefined
  /** When the last watcher was last alive, if it did not end as it was asked to. */
  let lastAlive: string | undefined
  let restartToldMs: number | undefined

  function newsOf(record: WatchRecord): readonly News[] {
    switch (record.kind) {
      case 'began': {
        line = record.line
        const gone = lastAlive
        lastAlive = undefined
        return gone === undefined ? [] : gap(gone, record.at)
      }
      case 'line':
        line = record.line
        return []
      case 'ended':
        for (const one of families) outages[one].forget()
        lastAlive = record.why === 'asked' ? undefined : record.at
        return []
      case 'not-watched':
        return gap(record.from, record.to)
      case 'outage-began':
        outages[record.family].began(record, clock.elapsed())
        return []
      case 'outage-ended':
        return outages[record.family].ended(record, clock.elapsed())
      case 'address':
        return addressNews(record)
      case 'mail-ports':
        return portNews(record)
      case 'quality':
        return losses.flatMap((newsOfLoss) => newsOfLoss(record))
      case 'router-restarted': {
        const now = clock.elapsed()
        if (restartToldMs !== undefined && now - restartToldMs < restartEveryMs) return []
        restartToldMs = now
        return [{ at: record.since ?? record.at, happened: { event: 'router-restarted' } }]
      }
      // What an address is to others, silent witnesses, idle connections, a set clock: for the history.
      default:
        return []
    }
  }

  function addressNews({ at, what, family, address, was, afterOutage }: AddressIs): readonly News[] {
    const from = was ?? addresses.get(`${what} ${family}`)
    addresses.set(`${what} ${family}`, address)
    // RFC 8981: the rest of an IPv6 address changes every day, and is meant to.
    if (what === 'host' || from === undefined || from === address) return []
    return [{ at, happened: { event: 'address-changed', family, what, from, to: address, afterOutage } }]
  }

  function portNews({ at, answers }: MailPorts): readonly News[] {
    const before = ports
    // What could not be told this time is as it was.
    ports = { ...before, ...answers }
    if (before === undefined) return []
    const changed = Object.entries(answers)
      .map(([check, to]) => ({ check, from: before[check] ?? null, to }))
      .filter(({ from, to }) => from !== to)
    return changed.length === 0 ? [] : [{ at, happened: { event: 'mail-ports-changed', changed } }]
  }

  const told = (news: readonly News[]): readonly WatchEvent[] =>
    news.map(({ at, happened }) => ({
      schema: 1,
      id: newId(),
      at: wholeSeconds(at),
      line: lineName === undefined ? line : { ...line, name: lineName },
      says: says(happened, at, timeZone),
      happened,
    }))

  return {
    recall(records) {
      for (const record of records) {
        if (record.kind === 'address') addressNews(record)
        else if (record.kind === 'mail-ports') ports = record.answers
        // That the last watcher was killed is written down before this one begins.
        else if (record.kind === 'ended') lastAlive = record.why === 'asked' ? undefined : record.at
        else if (record.kind === 'began') lastAlive = undefined
      }
    },
    take: (record) => told(newsOf(record)),
    // A machine that was carried to another line leaves interruptions behind that nobody sees the end of.
    due: (state) =>
      told(families.flatMap((one) => (state[one]?.is === 'down' ? outages[one].at(clock.elapsed()) : []))),
  }
}

function gap(from: string, to: string): readonly News[] {
  if (!(Date.parse(to) - Date.parse(from) > gapMs)) return []
  const happened = { event: 'was-not-watching', from: wholeSeconds(from), to: wholeSeconds(to) } as const
  return [{ at: happened.to, happened }]
}
