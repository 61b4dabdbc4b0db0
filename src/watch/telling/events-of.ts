import type { Clock, Family } from '../../core/line.ts'
import { type LineKey, sameLine } from '../../history/line-key.ts'
import type { AddressIs, ClockSet, MailPorts, WatchRecord } from '../../history/record.ts'
import type { WatchEvent } from '../event.ts'
import type { TrackerState } from '../tracker.ts'
import type { KnownBefore, KnownOfLine } from './known-before.ts'
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
  /** What was written in earlier days, so that a change over a restart of the watcher is seen as one. */
  readonly before?: KnownBefore
}

/** Of what is written down, what somebody is to be told. */
export interface Events {
  take(record: WatchRecord): readonly WatchEvent[]
  /** What has become worth telling by the mere passing of time: ask after every look. */
  due(state: Pick<TrackerState, Family>): readonly WatchEvent[]
}

const families = ['v4', 'v6'] as const satisfies readonly Family[]
/** Shorter gaps are a restart for an update. */
const gapMs = 5 * 60_000
/** A router that restarts over and over says so with every look. */
const restartEveryMs = 60 * 60_000
/** The time is fetched as soon as there is a line, and it may have to come up with the machine. */
const clockSetMs = 15 * 60_000
/** An address that is another one so soon after nobody watched became so meanwhile: it was looked for three times by then. */
const afterGapMs = 15 * 60_000

/** Makes events of records: on a change only, once it has settled. */
export function eventsOf({ clock, newId, lineName, timeZone, before }: EventsOptions): Events {
  const outages = { v4: outageNews('v4'), v6: outageNews('v6') }
  const losses = families.map(lossNews)
  const addresses = new Map<string, string>()
  /** Those of them that only an earlier watcher saw. */
  const recalled = new Set<string>()
  let line: LineKey = {}
  let ports: MailPorts['answers'] | undefined
  /** When the last watcher was last alive, if it did not end as it was asked to. */
  let lastAlive = before?.lastAlive
  /** The time before this watcher that nobody watched, and when it began, by a clock that never jumps. */
  let away: { readonly from: string; readonly to: string; readonly beganMs: number } | undefined
  /** When somebody began to watch again, by a clock that never jumps. */
  let gapToMs: number | undefined
  let restartToldMs: number | undefined

  function newsOf(record: WatchRecord): readonly News[] {
    switch (record.kind) {
      case 'began': {
        moveTo(record.line, before?.on(record.line))
        if (lastAlive === undefined) return []
        away = { from: lastAlive, to: record.at, beganMs: clock.elapsed() }
        lastAlive = undefined
        return gap(away)
      }
      case 'line':
        // Behind a new router a line that has a name is still the same.
        if (sameLine(line, record.line)) line = record.line
        else moveTo(record.line)
        return []
      case 'ended':
        for (const one of families) outages[one].forget()
        lastAlive = record.why === 'asked' ? undefined : record.at
        return []
      case 'not-watched':
        gapToMs = clock.elapsed()
        return gap(record)
      case 'clock-set':
        return laterThanBegun(record)
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
      // What an address is to others, silent witnesses, idle connections: for the history.
      default:
        return []
    }
  }

  /** What another line had is nothing to this one. */
  function moveTo(other: LineKey, known?: KnownOfLine): void {
    line = other
    addresses.clear()
    recalled.clear()
    for (const { what, family, address } of known?.addresses ?? []) {
      addresses.set(`${what} ${family}`, address)
      recalled.add(`${what} ${family}`)
    }
    ports = known?.mailPorts
    for (const one of families) outages[one].recall(known?.open.find(({ began }) => began.family === one))
  }

  /** A machine without a clock of its own begins with the time that it saved, and hears of the right one a little later. */
  function laterThanBegun({ at, was }: ClockSet): readonly News[] {
    const forwardMs = Date.parse(at) - Date.parse(was)
    if (away === undefined || clock.elapsed() - away.beganMs > clockSetMs || !(forwardMs > 0)) return []
    const to = new Date(Date.parse(away.to) + forwardMs).toISOString()
    away = { ...away, to }
    return forwardMs > gapMs ? gap(away) : []
  }

  function addressNews({ at, what, family, address, afterOutage }: AddressIs): readonly News[] {
    const key = `${what} ${family}`
    const from = addresses.get(key)
    const isRecalled = recalled.delete(key)
    addresses.set(key, address)
    // RFC 8981: the rest of an IPv6 address changes every day, and is meant to.
    if (what === 'host' || from === undefined || from === address) return []
    // The first word of this watcher, or of one that has just woken up.
    const afterGap = isRecalled || (gapToMs !== undefined && clock.elapsed() - gapToMs < afterGapMs)
    const change = { event: 'address-changed', family, what, from, to: address, afterOutage } as const
    return [{ at, happened: { ...change, ...(afterGap && { afterGap }) } }]
  }

  function portNews({ at, answers }: MailPorts): readonly News[] {
    const before = ports
    // What could not be told this time is as it was.
    ports = { ...before, ...answers }
    if (before === undefined) return []
    const changed = Object.entries(answers).flatMap(([check, to]) => {
      const from = before[check]
      // What is known for the first time has not changed.
      return from === undefined || from === to ? [] : [{ check, from, to }]
    })
    return changed.length === 0 ? [] : [{ at, happened: { event: 'mail-ports-changed', changed } }]
  }

  /** A machine that was carried to another line leaves interruptions behind that nobody sees the end of. */
  function outageDue(family: Family, state: TrackerState[Family]): readonly News[] {
    if (state?.is === 'down') return outages[family].at(clock.elapsed())
    return state?.is === 'up' ? outages[family].isUp(state.since) : []
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
    take: (record) => told(newsOf(record)),
    due: (state) => told(families.flatMap((one) => outageDue(one, state[one]))),
  }
}

function gap({ from, to }: { readonly from: string; readonly to: string }): readonly News[] {
  if (!(Date.parse(to) - Date.parse(from) > gapMs)) return []
  const happened = { event: 'was-not-watching', from: wholeSeconds(from), to: wholeSeconds(to) } as const
  return [{ at: happened.to, happened }]
}
