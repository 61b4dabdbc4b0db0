import type { Family } from '../../core/line.ts'
import type { OutageEnded, Place } from '../record.ts'
import type { Outage } from '../timeline.ts'
import type { Told } from './attributed.ts'
import { rebootTests } from './reboot-tests.ts'
import { routerRestarts } from './router-restarts.ts'
import { lengthOf, type Stretch, within } from './stretch.ts'
import type { ClockJump, Watcher } from './watcher.ts'

/** An outage as it is reckoned with. */
export interface Interruption extends Stretch {
  readonly family: Family
  readonly place: Place
  readonly fromWithinMs: number
  readonly toWithinMs: number
  readonly begin: Outage['begin']
  readonly end: Outage['end']
  readonly planned: boolean
}

/** One that has begun. */
type Open = Omit<Interruption, 'toMs' | 'toWithinMs' | 'end' | 'planned'>

/**
 * Every interruption that was seen, in order of their beginning; what two watchers saw of one is one. `watched` is by
 * whomever, as `joined` makes it.
 */
export function interruptions(told: readonly Told[], watched: readonly Stretch[]): readonly Interruption[] {
  const open = new Map<Watcher, Map<Family, Open>>()
  const seen: Interruption[] = []
  for (const { record, by, isHere, jump } of told) {
    if (by === undefined) continue
    const begun = open.get(by) ?? new Map<Family, Open>()
    open.set(by, begun)
    if (record.kind === 'outage-began') {
      const { family, from, foundSo, place } = record
      const before = begun.get(family)
      const fromMs = asItStood(Date.parse(from.time), jump)
      if (before !== undefined) seen.push(unended(before, fromMs, 'unseen'))
      begun.set(family, { family, fromMs, fromWithinMs: from.withinMs, begin: beginOf(foundSo), place })
    } else if (record.kind === 'outage-ended') {
      begun.delete(record.family)
      seen.push(ended(record, jump))
    } else if (record.kind === 'clock-set') {
      for (const each of begun.values()) begun.set(each.family, setBack(each, jump))
    } else if (!isHere) {
      const endMs = record.kind === 'ended' ? by.endMs : Date.parse(record.at)
      for (const each of begun.values()) seen.push(unended(each, endMs, 'unseen'))
      begun.clear()
    }
  }
  // Whose end nobody saw.
  for (const [by, begun] of open)
    for (const each of begun.values()) seen.push(unended(each, by.endMs, by.isAlive ? 'lasting' : 'unseen'))
  const tests = rebootTests(told)
  const restarts = routerRestarts(told)
  return seenOnce(
    seen.map((each) => asPlanned(asPlaced(each, restarts), tests)),
    watched,
  )
}

function beginOf(foundSo: true | undefined): Outage['begin'] {
  return foundSo === true ? 'unseen' : 'seen'
}

function ended(record: OutageEnded, jump: ClockJump | undefined): Interruption {
  const { family, place, from, foundSo, to, planned, notOffered } = record
  const fromMs = asItStood(Date.parse(from.time), jump)
  return {
    family,
    place,
    fromMs,
    toMs: Math.max(fromMs, Date.parse(to.time)),
    fromWithinMs: from.withinMs,
    toWithinMs: to.withinMs,
    begin: beginOf(foundSo),
    end: notOffered ? 'not-offered' : 'seen',
    planned: planned === true,
  }
}

/** Over at the latest when the watching was; nobody saw it, so nothing is said of how exact that is. */
function unended(open: Open, endMs: number, end: Outage['end']): Interruption {
  return { ...open, toMs: Math.max(open.fromMs, endMs), toWithinMs: 0, end, planned: false }
}

/**
 * A record tells instants before the clock was set by the clock as it is since. Where it was set forward, they are told by
 * the clock as it was, so that the hour that never was is in no outage. Where it was set back, that hour was there twice:
 * an outage over it stays as it is written, and ends after it began.
 */
function asItStood(ms: number, jump: ClockJump | undefined): number {
  return jump !== undefined && jump.aheadMs > 0 && ms < jump.atMs ? ms - jump.aheadMs : ms
}

/** And what had begun before the clock was set back is told by the clock as it is since, for the same reason. */
function setBack(open: Open, jump: ClockJump | undefined): Open {
  return { ...open, fromMs: open.fromMs + Math.min(0, jump?.aheadMs ?? 0) }
}

/** From here, a router that is off and a cable that is out look the same, until the router says that it has restarted. */
function asPlaced(one: Interruption, restarts: readonly Stretch[]): Interruption {
  return one.place === 'home' && overlaps(one, restarts) ? { ...one, place: 'router' } : one
}

/** Whoever pulls the plug in a reboot test wants no outage of it. */
function asPlanned(one: Interruption, tests: readonly Stretch[]): Interruption {
  return overlaps(one, tests) ? { ...one, planned: true } : one
}

function overlaps(one: Stretch, others: readonly Stretch[]): boolean {
  return others.some(({ fromMs, toMs }) => fromMs < one.toMs && one.fromMs < toMs)
}

/** A new watcher believes what it finds at its second look, and the machine that it is on may have to come up first. */
const firstLooksMs = 120_000

/**
 * Nobody saw the end of the one, nor the begin of the other, and nobody who watched in between saw the line up: it is one.
 * What was the machine's or was asked for stays apart from what was the line's, for it does not count.
 */
function goesOn(before: Interruption, each: Interruption, watched: readonly Stretch[]): boolean {
  if (before.end !== 'unseen' || each.begin !== 'unseen') return false
  if (before.planned !== each.planned || (before.place === 'machine') !== (each.place === 'machine')) return false
  return lengthOf(within({ fromMs: before.toMs, toMs: each.fromMs }, watched)) <= firstLooksMs
}

function seenOnce(seen: readonly Interruption[], watched: readonly Stretch[]): readonly Interruption[] {
  const once: Interruption[] = []
  const last = new Map<Family, number>()
  for (const each of seen.toSorted((one, other) => one.fromMs - other.fromMs)) {
    const index = last.get(each.family)
    const before = index === undefined ? undefined : once[index]
    if (index !== undefined && before !== undefined && (each.fromMs < before.toMs || goesOn(before, each, watched)))
      once[index] = merged(before, each)
    else last.set(each.family, once.push(each) - 1)
  }
  return once
}

/** The begin is of the one that began first, the end of the one that ended last, the place of the one that was longer. */
function merged(one: Interruption, other: Interruption): Interruption {
  const later = other.toMs > one.toMs ? other : one
  const longer = other.toMs - other.fromMs > one.toMs - one.fromMs ? other : one
  return {
    ...later,
    fromMs: one.fromMs,
    fromWithinMs: one.fromWithinMs,
    begin: one.begin,
    place: longer.place,
    planned: one.planned || other.planned,
  }
}
