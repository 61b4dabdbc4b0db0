import type { Family } from '../core/line.ts'
import type { WatchRecord } from '../history/record.ts'
import type { Look, NextLook } from './look.ts'
import type { Moment } from './moment.ts'
import { addresses } from './track/addresses.ts'
import { calendar } from './track/calendar.ts'
import { denseMs } from './track/cadence.ts'
import { familyTrack } from './track/family-track.ts'
import { hourly } from './track/hourly.ts'
import { lookOfFamily, type Questions, questionsOf } from './track/questions.ts'
import { routerAge } from './track/router-age.ts'
import { whichLine } from './track/which-line.ts'
import { learn, witnesses } from './track/witnesses.ts'

/**
 * Makes of looks what is written down. Pure apart from what it remembers: the same looks make the same records.
 *
 * It never says `down` of a line on the word of one witness, nor at the first silence: two far witnesses, at two looks, and no
 * more luck than a line has that loses as much as this one does.
 */
export interface Tracker {
  /** The records are in the order of time. */
  take(look: Look): { readonly records: readonly WatchRecord[]; readonly next: NextLook }
  /** What is still to be written when the watching ends at `at`: the summary of the hour that had begun. */
  end(at: string): readonly WatchRecord[]
  /** For a status line and for metrics. */
  readonly state: TrackerState
}

export interface TrackerState {
  readonly looks: number
  /** By family: undefined as long as nobody could tell; `suspect` while a silence is being looked into. */
  readonly v4: FamilyState | undefined
  readonly v6: FamilyState | undefined
}

export interface FamilyState {
  readonly is: 'up' | 'suspect' | 'down'
  /** Since when, ISO 8601. */
  readonly since: string
  readonly address?: string
  /** The newest answers, ms. */
  readonly gatewayRttMs?: number
  readonly farRttMs?: number
}

export interface TrackerOptions {
  readonly intervalMs: number
  /** Between two looks at public witnesses while all is well. */
  readonly farEveryMs: number
  /** Families that earlier records saw work on this line: their silence from the first look on is one. */
  readonly workedBefore?: readonly Family[]
}

/**
 * In the beginning everybody is asked look after look as long as somebody new is met, so that it is known who answers on this
 * line before anybody's silence has to mean something.
 */
const mostMeetings = 10
const families = ['v4', 'v6'] as const satisfies readonly Family[]

export function tracker({ intervalMs, farEveryMs, workedBefore = [] }: TrackerOptions): Tracker {
  const time = calendar()
  const known = witnesses()
  const tracks = {
    v4: familyTrack('v4', workedBefore.includes('v4')),
    v6: familyTrack('v6', workedBefore.includes('v6')),
  }
  const line = whichLine()
  const age = routerAge()
  let seen = addresses()
  const quality = hourly()
  let looks = 0
  let asked: NextLook = { afterMs: intervalMs, whom: 'all' }
  let allAskedMs = 0
  let meetings = mostMeetings
  let hasMoved = false
  /** The router's clock began anew for a new address. */
  let hasOnlyMoved = false
  const rtts: { [family in Family]: { gateway?: number; far?: number } } = { v4: {}, v6: {} }

  const timePassed = (moment: Moment): readonly WatchRecord[] => {
    const sinceMs = time.nowMs
    const before = looks === 0 ? undefined : time.wall(sinceMs)
    const passed = time.turnTo(moment, asked.afterMs)
    if (!passed || before === undefined) return []
    const set: readonly WatchRecord[] =
      passed.clockSetMs === undefined ? [] : [{ kind: 'clock-set', at: time.wall(sinceMs), was: before }]
    const missed = passed.notWatched
    if (!missed) return set
    const gap = { fromMs: sinceMs + missed.fromMs, toMs: sinceMs + missed.toMs }
    for (const family of families) tracks[family].passOver(gap)
    const [from, to] = [time.wall(gap.fromMs), time.wall(gap.toMs)]
    return [
      ...set,
      ...quality.flush(gap.fromMs, gap.toMs, time.wall),
      { kind: 'not-watched', at: to, from, to, why: missed.why },
    ]
  }

  /** What is known by now to have been asked while the line was up: of that, witnesses and the hour are judged. */
  const count = (questions: readonly Questions[]): readonly WatchRecord[] => {
    const records: WatchRecord[] = []
    for (const one of questions) {
      const { witness, answeredMs, lostMs, failure } = one
      const turned = learn(witness, { atMs: time.nowMs, answers: answeredMs.length, lost: lostMs.length, failure })
      if (turned === undefined || witness.of !== 'far') continue
      records.push({ kind: 'witness', at: time.wall(time.nowMs), witness: witness.name, silent: turned === 'silent' })
    }
    quality.add(questions)
    return records
  }

  const lineRecords = (look: Look): readonly WatchRecord[] => {
    const moved = line.take(look.line)
    if (!moved) return []
    hasMoved = true
    // It has its own addresses, and everybody is asked for them at once.
    seen = addresses()
    meetings = Math.max(meetings, 1)
    return [{ kind: 'line', at: look.moment.wall, line: moved }]
  }

  /** A family that nobody asks on the new line, now that everybody was asked, is not interrupted there. */
  const forgetUnasked = ({ sightings }: Look) => {
    if (!hasMoved || asked.whom !== 'all') return
    hasMoved = false
    for (const family of families) {
      if (!sightings.some((one) => one.family === family && one.of === 'far')) tracks[family].forget()
    }
  }

  const routerRecords = (look: Look): readonly WatchRecord[] => {
    if (look.routerEpochS === undefined) return []
    const restartedMs = age.take(look.routerEpochS, time.nowMs)
    // With a new address outside, its mappings are void: many begin their clock anew for that, and have not restarted.
    if (restartedMs !== undefined) hasOnlyMoved = hasNewAddress(look)
    if (restartedMs === undefined || hasOnlyMoved) return []
    return [{ kind: 'router-restarted', at: look.moment.wall, since: time.wall(restartedMs) }]
  }

  const hasNewAddress = ({ addresses: all }: Look): boolean => {
    const before = seen.current('router', 'v4')
    return before !== undefined && all.some(({ what, address }) => what === 'router' && address !== before)
  }

  const nextOf = (wishes: readonly NextLook[]): NextLook => {
    const usual: NextLook = { afterMs: intervalMs, whom: 'near' }
    const hurried: NextLook = { afterMs: Math.min(denseMs, intervalMs), whom: 'all' }
    const all = [usual, ...wishes, ...(seen.inDoubt || meetings > 0 ? [hurried] : [])]
    const afterMs = Math.min(...all.map((one) => one.afterMs))
    const farIsDue = time.nowMs + afterMs - allAskedMs >= farEveryMs
    return { afterMs, whom: farIsDue || all.some(({ whom }) => whom === 'all') ? 'all' : 'near' }
  }

  /** Of two families of which nobody has heard yet, IPv4 is the one to expect. */
  const otherThan = (family: Family, questions: readonly Questions[]) => {
    const other = tracks[family === 'v4' ? 'v6' : 'v4']
    const isExpected =
      family === 'v6' && questions.some(({ witness }) => witness.of === 'far' && witness.family === 'v4')
    return { works: other.works || isExpected, isUp: other.is === 'up' }
  }

  const noteRtts = (questions: readonly Questions[]) => {
    for (const { witness, rttsMs } of questions) {
      const newest = rttsMs.at(-1)
      if (newest !== undefined && witness.of !== 'hop') rtts[witness.family][witness.of] = newest
    }
  }

  const stateOf = (family: Family): FamilyState | undefined => {
    const { is, sinceMs } = tracks[family]
    if (is === undefined) return undefined
    const address = seen.current('public', family)
    const { gateway = rtts.v4.gateway, far } = rtts[family]
    return {
      is,
      since: time.wall(sinceMs),
      ...(address !== undefined && { address }),
      ...(gateway !== undefined && { gatewayRttMs: gateway }),
      ...(far !== undefined && { farRttMs: far }),
    }
  }

  return {
    take(look) {
      const records: WatchRecord[] = [...timePassed(look.moment)]
      looks += 1
      if (asked.whom === 'all') allAskedMs = time.nowMs
      const met = known.count
      const questions = questionsOf(look, known, time.steady)
      meetings = known.count > met ? meetings - 1 : 0
      noteRtts(questions)
      records.push(...lineRecords(look), ...routerRecords(look))
      forgetUnasked(look)
      const routerBornMs = hasOnlyMoved ? undefined : age.bornMs
      const around = { intervalMs, farEveryMs, allAskedMs, routerBornMs, wall: time.wall }
      const whileUp: Questions[] = []
      const wishes: NextLook[] = []
      for (const family of families) {
        const taken = tracks[family].take(
          lookOfFamily(family, questions, {
            atMs: time.nowMs,
            link: look.link,
            lacking: look.lacks.includes(family),
            whom: asked.whom,
          }),
          { ...around, other: otherThan(family, questions) },
        )
        records.push(...taken.records)
        if (taken.next) wishes.push(taken.next)
        // The router that both share is counted once.
        whileUp.push(...taken.whileUp.filter(({ witness }) => witness.family === family))
      }
      const at = look.moment.wall
      // A router may tell its new address before anybody far away can be asked again.
      const returnedMs = (family: Family) =>
        tracks[family].is === 'down' || tracks[family].is === 'suspect' ? Infinity : tracks[family].returnedMs
      records.push(
        ...seen.take(line.inDoubt ? [] : look.addresses, time.nowMs, { at, returnedMs }),
        ...count(whileUp),
        ...quality.due(time.nowMs, time.wall),
      )
      asked = nextOf(wishes)
      return { records: inOrder(records), next: asked }
    },
    end: (at) => quality.flush(time.nowMs, time.nowMs, time.wall).map((record) => ({ ...record, at })),
    get state() {
      return { looks, v4: stateOf('v4'), v6: stateOf('v6') }
    },
  }
}

/** A clock that was set comes first: all that is written after it is told by the new one. */
function inOrder(records: readonly WatchRecord[]): readonly WatchRecord[] {
  if (records.length < 2) return records
  const orderOf = ({ kind, at }: WatchRecord) => (kind === 'clock-set' ? Number.NEGATIVE_INFINITY : Date.parse(at))
  return records.toSorted((a, b) => orderOf(a) - orderOf(b))
}
