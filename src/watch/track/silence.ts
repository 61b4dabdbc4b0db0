import type { Failure } from '../../core/failure.ts'
import type { Instant, Place } from '../../history/record.ts'
import { type FamilyLook, type Questions, answered } from './questions.ts'
import { placeOf, type Sign } from './place-of.ts'
import type { Witness } from './witnesses.ts'

/**
 * A run of looks at which nobody far away answered: a suspicion first, and an interruption once chance does not explain it.
 */
export interface Silence {
  readonly sinceMs: number
  readonly place: Place
  /** How probable it is that all these questions were lost on a line that is up. */
  readonly chance: number
  /** Looks that could tell: two far witnesses were asked, or the machine itself says that it is cut off. */
  readonly telling: number
  /** Somebody near answers again who did not at the look before: it may be over. */
  readonly stirring: boolean
  readonly askedFar: boolean
  add(look: FamilyLook, countsFar: (witness: Witness) => boolean): void
  /** When it began: between the last answer and the first question that was lost for no lack of luck. */
  began(place: Place): Span
  /** When it was over, given when the first question was sent that was answered. */
  ended(place: Place, answeredMs: number): Span
}

/** Steady, ms. */
export interface Span {
  readonly fromMs: number
  readonly toMs: number
}

/** The last answers before a silence: by who gave them. */
export type LastAnswers = { [of in Witness['of']]: number }

interface Event {
  readonly atMs: number
  readonly of: Witness['of']
  /** How probable it is that this one was lost by chance; undefined for an answer. */
  readonly chance: number | undefined
}

/**
 * A lost question marks begin or end only where chance would lose it once in 500 times: on a clean line one is enough, on one
 * that loses a fifth four in a row.
 */
const noChance = 0.002
/** The place is judged by the first minute: a router restarts within it, and a user pulls its plug only later, in despair. */
const settlingMs = 60_000
/** A router that falls silent so soon is the cause, whatever follows while it starts and finds its provider again. */
const soonMs = 20_000
/** How improbable its silence must be then, for a router that loses pings is still there. */
const goneChance = 1e-7
/** Begin and end are found within the first and the last questions of a silence; a look has a dozen of them. */
const mostEvents = 64
const machineSays: ReadonlySet<FamilyLook['link']> = new Set(['off', 'no-carrier', 'no-route'])

export function silence(sinceMs: number, before: LastAnswers): Silence {
  const first: Event[] = []
  let last: Event[] = []
  const votes = new Map<Place, number>()
  let place: Place = 'provider-or-beyond'
  let gone = { sinceMs, chance: 1 }
  let routerGone = false
  let chance = 1
  let telling = 0
  let askedFar = false
  let nearAnswers = Number.POSITIVE_INFINITY
  let stirring = false

  const note = (event: Event) => {
    if (first.length < mostEvents) first.push(event)
    last.push(event)
    if (last.length > 2 * mostEvents) last = last.slice(-mostEvents)
  }

  const vote = (look: FamilyLook, seen: Place) => {
    if (look.atMs - sinceMs > settlingMs && votes.size > 0) return
    const gateway = look.near.filter(({ witness }) => witness.of === 'gateway')
    if (seen !== 'home') gone = { sinceMs: Number.POSITIVE_INFINITY, chance: 1 }
    else {
      gone = { sinceMs: Math.min(gone.sinceMs, look.atMs), chance: gone.chance * chanceOf(gateway) }
      if (gone.sinceMs - sinceMs <= soonMs && gone.chance <= goneChance) routerGone = true
    }
    votes.set(seen, (votes.get(seen) ?? 0) + 1)
    // Of equals the later one: the look at which it began saw half of it.
    if (routerGone) place = 'home'
    else if ((votes.get(seen) ?? 0) >= (votes.get(place) ?? 0)) place = seen
  }

  return {
    sinceMs,
    get place() {
      return place
    },
    get chance() {
      return chance
    },
    get telling() {
      return telling
    },
    get stirring() {
      return stirring
    },
    get askedFar() {
      return askedFar
    },
    add(look, countsFar) {
      const far = look.far.filter(({ witness }) => countsFar(witness))
      const near = look.near.filter(isWitness)
      const silentNear = near.filter((questions) => !answered(questions))
      const answers = near.length - silentNear.length
      stirring = answers > nearAnswers
      nearAnswers = answers
      askedFar ||= far.length > 0
      const cutOff = machineSays.has(look.link) && answers === 0
      if (far.length >= 2 || (far.length === 1 && silentNear.length > 0) || cutOff) telling += 1
      if (cutOff) chance = 0
      for (const questions of [...near, ...far]) {
        if (!answered(questions)) chance *= chanceOf([questions])
      }
      for (const event of eventsOf([...near, ...far])) note(event)
      vote(look, placeOf({ link: look.link, ...signs(near), farFailures: far.flatMap(failureOf) }))
    },
    began(of) {
      const counts = countedFor(of)
      let fromMs = Math.max(...counts.map((one) => before[one]))
      let toMs = sinceMs
      let luck = 1
      for (const event of first.filter((one) => counts.includes(one.of))) {
        if (event.chance === undefined) {
          fromMs = event.atMs
          luck = 1
          continue
        }
        toMs = event.atMs
        luck *= event.chance
        if (luck <= noChance) break
      }
      return { fromMs: Math.min(fromMs, toMs), toMs }
    },
    ended(of, answeredMs) {
      const counts = countedFor(of)
      let fromMs = sinceMs
      let luck = 1
      for (const event of last.toReversed()) {
        if (event.chance === undefined || !counts.includes(event.of) || event.atMs > answeredMs) continue
        fromMs = event.atMs
        luck *= event.chance
        if (luck <= noChance) break
      }
      return { fromMs: Math.min(fromMs, answeredMs), toMs: answeredMs }
    },
  }
}

/** The middle, and how far off it may be. */
export function instantOf({ fromMs, toMs }: Span, wall: (steadyMs: number) => string): Instant {
  return { time: wall((fromMs + toMs) / 2), withinMs: Math.ceil((toMs - fromMs) / 2) }
}

/** Whose answers show that the line is up as far as the place of the fault, and whose silence that it is not. */
function countedFor(place: Place): readonly Witness['of'][] {
  if (place === 'beyond' || place === 'provider-or-beyond') return ['far']
  return place === 'provider' ? ['far', 'hop'] : ['far', 'hop', 'gateway']
}

/** Near witnesses are believed once they were seen to answer, and as long as they do while the line is up. */
function isWitness({ witness }: Questions): boolean {
  return witness.answered && !witness.mute
}

function chanceOf(questions: readonly Questions[]): number {
  let chance = 1
  for (const { witness, lostMs } of questions) chance *= witness.loss ** lostMs.length
  return chance
}

function signs(near: readonly Questions[]): { readonly gateway: Sign; readonly hop: Sign } {
  const sign = (of: Witness['of']): Sign => {
    const those = near.filter(({ witness }) => witness.of === of)
    if (those.some(answered)) return 'answered'
    return those.length > 0 ? 'silent' : 'unknown'
  }
  return { gateway: sign('gateway'), hop: sign('hop') }
}

function failureOf({ failure }: Questions): readonly Failure[] {
  return failure === undefined ? [] : [failure]
}

function eventsOf(questions: readonly Questions[]): readonly Event[] {
  return questions
    .flatMap((one): readonly Event[] =>
      answered(one)
        ? one.answeredMs.map((atMs) => ({ atMs, of: one.witness.of, chance: undefined }))
        : one.lostMs.map((atMs) => ({ atMs, of: one.witness.of, chance: one.witness.loss })),
    )
    .toSorted((a, b) => a.atMs - b.atMs)
}
