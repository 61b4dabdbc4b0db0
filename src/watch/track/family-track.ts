import type { Family } from '../../core/line.ts'
import type { OutageBegan, OutageEnded, Place } from '../../history/record.ts'
import type { NextLook } from '../look.ts'
import type { FamilyState } from '../tracker.ts'
import { denseMs, nextIn } from './cadence.ts'
import { offer } from './offer.ts'
import { placeAtLast } from './place-at-last.ts'
import { type FamilyLook, type Questions, answered } from './questions.ts'
import { instantOf, type LastAnswers, likely, type Silence, silence, type Span } from './silence.ts'
import { unanswered } from './unanswered.ts'

/** Whether one family is up, by its looks. */
export interface FamilyTrack {
  take(look: FamilyLook, around: Around): FamilyTaken
  /** Nobody looked. What was suspected was perhaps only that: an interruption that is there before and after is one. */
  passOver(gap: Span): void
  /** The machine is on another line, where this family was never seen. */
  forget(): void
  readonly is: FamilyState['is'] | undefined
  /** It was heard on this line, now or before. */
  readonly works: boolean
  readonly sinceMs: number
  /** When its last interruption was over, steady. */
  readonly returnedMs: number
}

/** What a family must know of the rest. */
interface Around {
  readonly intervalMs: number
  readonly farEveryMs: number
  /** What is known of the other family: `works` is that it ever did, or is likelier to. */
  readonly other: { readonly works: boolean; readonly isUp: boolean }
  /** When everybody was asked last, steady. */
  readonly allAskedMs: number
  /** When the router began, by its own word, steady. */
  readonly routerBornMs: number | undefined
  wall(steadyMs: number): string
}

export interface FamilyTaken {
  readonly records: readonly (OutageBegan | OutageEnded)[]
  /** Undefined: nothing but the usual. */
  readonly next: NextLook | undefined
  /** Questions that were asked, as is known by now, while the line was up. */
  readonly whileUp: readonly Questions[]
}

/** At a look a second, less than one such silence comes about by chance in a year. */
const believedChance = 1e-7
/** "Two looks": the first silence is never believed. */
const tellingLooks = 2
/** After a return everybody is asked a few times more: does it hold, and with which address? */
const looksAfterReturn = 3
/** Questions wait here until it is known whether the line was up; a suspicion that is never settled must not fill the memory. */
const mostPending = 256
/** Of a record. */
const mostNames = 12
/** A machine that starts or wakes takes so long to find its network: that is no interruption of the line. */
const startingMs = 60_000
/** `workedBefore`: on this line, as earlier records say. */
export function familyTrack(family: Family, workedBefore: boolean): FamilyTrack {
  let works = workedBefore
  /** What is settled, and since when; a suspicion changes nothing of it. */
  let settled: 'up' | 'down' | undefined
  let settledMs = 0
  let last: LastAnswers | undefined
  let current: Silence | undefined
  let pending: Questions[] = []
  /** Until then nobody had looked. */
  let blindMs = never
  let gap: Span | undefined
  let gapsMs = 0
  let returnedMs = never
  let stillAsk = 0
  let offered = offer()

  const turn = (to: 'up' | 'down', atMs: number) => {
    if (settled !== to) settledMs = atMs
    settled = to
  }

  /** The line is up, and was when those were asked that waited for it to be known. */
  const release = (look: FamilyLook): readonly Questions[] => {
    const released = [...pending, ...look.far, ...look.near]
    pending = []
    current = undefined
    const known = (last ??= { far: never, hop: never, gateway: never })
    for (const { witness, answeredMs } of [...look.far, ...look.near]) {
      known[witness.of] = Math.max(known[witness.of], ...answeredMs)
    }
    return released
  }

  const isUp = (look: FamilyLook, around: Around): FamilyTaken => {
    works = true
    offered = offer()
    const wasDown = settled === 'down' ? current : undefined
    const firstMs = Math.min(...look.far.flatMap(({ answeredMs }) => answeredMs))
    // The look that finds the line up again began while it was down: whom it asked in vain lost nothing.
    const whileUp = release(look)
    if (stillAsk > 0) stillAsk -= 1
    const records = wasDown ? [ended(wasDown, firstMs, around)] : []
    turn('up', wasDown ? returnedMs : look.atMs)
    return {
      records,
      next: stillAsk > 0 ? { afterMs: Math.min(denseMs, around.intervalMs), whom: 'all' } : undefined,
      whileUp: wasDown ? [] : whileUp,
    }
  }

  const ended = (of: Silence, answeredMs: number, around: Around): OutageEnded => {
    let to = of.ended(of.place, answeredMs)
    // It came back at any time while nobody looked, perhaps; what nobody saw is not counted.
    if (gap && to.fromMs <= gap.toMs) {
      to = { fromMs: Math.min(to.fromMs, gap.fromMs), toMs: answeredMs, likelyMs: gap.fromMs }
    }
    const place = placeAtLast(of.place, of.began(of.place), to, around.routerBornMs)
    const from = notAfter(to, of.began(place))
    returnedMs = likely(to)
    const unseenMs = gapsMs - (gap && returnedMs <= gap.fromMs ? gap.toMs - gap.fromMs : 0)
    gapsMs = 0
    gap = undefined
    stillAsk = looksAfterReturn
    return endedRecord(of, { place, from, to, unseenMs }, around)
  }

  const endedRecord = (
    of: Silence,
    { place, from, to, unseenMs }: { place: Place; from: Span; to: Span; unseenMs: number },
    around: Around,
  ): OutageEnded => ({
    kind: 'outage-ended',
    at: around.wall(likely(to)),
    family,
    from: instantOf(from, around.wall),
    ...(of.foundSo(place) && { foundSo: true }),
    to: instantOf(to, around.wall),
    tookMs: Math.max(0, Math.round(likely(to) - likely(from) - unseenMs)),
    place,
  })

  /** It is an interruption up to now, and from here on as on a line that never had it. */
  const isTakenAway = (of: Silence, { atMs }: FamilyLook, around: Around): FamilyTaken => {
    const [from, to] = [of.began(of.place), { fromMs: atMs, toMs: atMs }]
    const record = endedRecord(of, { place: of.place, from, to, unseenMs: gapsMs }, around)
    forget()
    return { records: [{ ...record, notOffered: true }], next: undefined, whileUp: [] }
  }

  const forget = () => {
    works = false
    settled = undefined
    current = undefined
    last = undefined
    pending = []
    gap = undefined
    gapsMs = 0
  }

  const isSilent = (look: FamilyLook, around: Around): FamilyTaken => {
    current ??= silence(look.atMs, last && { ...last }, blindMs)
    current.add(look)
    if (settled === 'down') {
      if (offered.isOver(look, around.other)) return isTakenAway(current, look, around)
      return { records: [], next: nextIn(current, look, settled, around), whileUp: [] }
    }
    pending = [...pending, ...look.far, ...look.near].slice(-mostPending)
    const isStarting = current.wayless && current.foundSo(current.place) && look.atMs - current.sinceMs < startingMs
    const isCertain = !isStarting && current.telling >= tellingLooks && current.chance <= believedChance
    if (isCertain) {
      turn('down', likely(current.began(current.place)))
      pending = []
    }
    const records = isCertain ? [beganRecord(current, look, around)] : []
    return { records, next: nextIn(current, look, settled, around), whileUp: [] }
  }

  const beganRecord = (of: Silence, look: FamilyLook, around: Around): OutageBegan => ({
    kind: 'outage-began',
    at: around.wall(look.atMs),
    family,
    from: instantOf(of.began(of.place), around.wall),
    ...(of.foundSo(of.place) && { foundSo: true }),
    place: of.place,
    silent: names([...look.near, ...look.far].filter((one) => !answered(one))),
    answered: names(look.near.filter(answered)),
  })

  return {
    get works() {
      return works
    },
    get is() {
      return settled !== 'down' && current ? 'suspect' : settled
    },
    get sinceMs() {
      return settled !== 'down' && current ? current.sinceMs : settledMs
    },
    get returnedMs() {
      return returnedMs
    },
    take(look, around) {
      if (look.far.some(answered)) return isUp(look, around)
      switch (unanswered(look, { settled, works, silence: current, other: around.other })) {
        case 'no-matter':
          pending = []
          current = undefined
          return nothing
        case 'silent':
          return isSilent(look, around)
        case 'well':
          return { records: [], next: undefined, whileUp: release(look) }
      }
    },
    passOver(missed) {
      blindMs = missed.toMs
      offered.passOver(missed)
      if (settled === 'down') {
        gap = missed
        gapsMs += missed.toMs - missed.fromMs
        return
      }
      // The look before was perhaps broken off in the middle: its silence says nothing.
      pending = []
      current = undefined
      if (last) for (const of of ['far', 'hop', 'gateway'] as const) last[of] = Math.max(last[of], missed.toMs)
    },
    forget,
  }
}

const never = Number.NEGATIVE_INFINITY
const nothing: FamilyTaken = { records: [], next: undefined, whileUp: [] }

/** On few questions both are guesses: it ends after it begins all the same. */
function notAfter(to: Span, from: Span): Span {
  return {
    fromMs: Math.min(from.fromMs, to.fromMs),
    toMs: Math.min(from.toMs, to.toMs),
    likelyMs: Math.min(likely(from), likely(to)),
  }
}

function names(questions: readonly Questions[]): readonly string[] {
  return [...new Set(questions.map(({ witness }) => witness.name))].slice(0, mostNames)
}
