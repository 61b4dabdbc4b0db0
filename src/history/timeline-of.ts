import type { Family } from '../core/line.ts'
import type { Timeline, TimelineOptions } from './timeline.ts'
import type { MailPorts, WatchRecord } from './record.ts'
import { addressSpans } from './timeline/address-spans.ts'
import { addressStays } from './timeline/address-stays.ts'
import { attributed, type Told } from './timeline/attributed.ts'
import { idleKnown } from './timeline/idle-known.ts'
import { interruptions } from './timeline/interruptions.ts'
import { outagesOf } from './timeline/outages-of.ts'
import { qualityOf } from './timeline/quality-of.ts'
import { rebootTests } from './timeline/reboot-tests.ts'
import { returnsOf } from './timeline/returns.ts'
import { routerRestarts } from './timeline/router-restarts.ts'
import { iso, spanOf, type Stretch } from './timeline/stretch.ts'
import { watchedBy } from './timeline/watched.ts'
import { watchedOver } from './timeline/watched-over.ts'

/**
 * What the records of one line come to. Pure, and linear in their number. `records` are in the order in which they were
 * written, watcher by watcher: the clock may have been set back in between.
 */
export function timelineOf(records: readonly WatchRecord[], options: TimelineOptions): Timeline {
  const sinceMs = options.since === undefined ? Number.NEGATIVE_INFINITY : Date.parse(options.since)
  const { told, qualities: measured, watchers } = attributed(records, options)
  const { stretches, unwatched, watchedMs } = watchedBy(watchers, sinceMs)
  const everWatched = options.since === undefined ? stretches : watchedBy(watchers, Number.NEGATIVE_INFINITY).stretches
  const seen = interruptions(told, everWatched)
  const outages = since(seen, sinceMs)
  const stays = since(addressStays(told, seen, everWatched), sinceMs)
  const over = (family: Family) => watchedOver(family, watchers, outages, stretches).map(spanOf)
  const tests = rebootTests(told)
  const qualities = measured.filter(({ at }) => Date.parse(at) > sinceMs)
  const [first, last] = [stretches[0], stretches.at(-1)]
  return {
    whole: first && last && spanOf({ fromMs: first.fromMs, toMs: last.toMs }),
    watched: stretches.map(spanOf),
    unwatched,
    watchedMs,
    looks: qualities.reduce((sum, { looks }) => sum + looks, 0),
    watchedOver: { v4: over('v4'), v6: over('v6') },
    outages: outagesOf(outages, stretches),
    addresses: addressSpans(stays, returnsOf(outages, since(tests, sinceMs), stretches)),
    quality: qualityOf(qualities),
    mailPorts: mailPortsIn(told, sinceMs),
    idle: idleKnown(told, sinceMs),
    routerRestarts: routerRestarts(told)
      .filter(({ toMs }) => toMs >= sinceMs)
      .map(({ toMs }) => iso(toMs)),
    rebootTests: tests
      .filter(({ toMs }) => toMs >= sinceMs)
      .map(({ record: { offFrom, to, before, after } }) => ({ offFrom, to, before, after })),
  }
}

/** What is over by then is left out, what lasts over it begins with it. */
function since<T extends Stretch>(stretches: readonly T[], sinceMs: number): readonly T[] {
  return stretches
    .filter(({ toMs }) => toMs >= sinceMs)
    .map((each) => (each.fromMs < sinceMs ? { ...each, fromMs: sinceMs } : each))
}

/** What stood when it began stands from then. */
function mailPortsIn(told: readonly Told[], sinceMs: number): readonly MailPorts[] {
  const all = told.flatMap(({ record }) => (record.kind === 'mail-ports' ? [record] : []))
  const before = all.findLast(({ at }) => Date.parse(at) < sinceMs)
  const after = all.filter(({ at }) => Date.parse(at) >= sinceMs)
  return before === undefined ? after : [{ ...before, at: iso(sinceMs) }, ...after]
}
