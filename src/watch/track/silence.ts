import type { Instant, Place } from '../../history/record.ts'
import { type FamilyLook, type Questions, answered } from './questions.ts'
import { whereabouts } from './whereabouts.ts'
import { lossOf, type Witness } from './witnesses.ts'

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
  /** At the last look this machine had no way out, or nobody to ask. */
  readonly wayless: boolean
  add(look: FamilyLook): void
  /** When it began: between the last answer and the first question that was lost for no lack of luck. */
  began(place: Place): Span
  /** It was so when somebody began to look, or looked again: no answer shows that it was otherwise before. */
  foundSo(place: Place): boolean
  /** When it was over, given when the first question was sent that was answered. */
  ended(place: Place, answeredMs: number): Span
}

/** Steady, ms. */
export interface Span {
  readonly fromMs: number
  readonly toMs: number
  /** When within it most probably; in the middle unless told. */
  readonly likelyMs?: number
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
/** Begin and end are found within the first and the last questions of a silence; a look has a dozen of them. */
const mostEvents = 64
/** As good as two strangers who say nothing. */
const nobodyChance = 0.1
const machineSays: ReadonlySet<FamilyLook['link']> = new Set(['off', 'no-carrier', 'no-route'])

/**
 * `before`: undefined where nobody was ever heard; then it is told as it was found, from the first look on. `blindMs`: until
 * then nobody had looked.
 */
export function silence(sinceMs: number, before: LastAnswers | undefined, blindMs: number): Silence {
  const first: Event[] = []
  let last: Event[] = []
  const where = whereabouts(sinceMs)
  let chance = 1
  let telling = 0
  let askedFar = false
  let wayless = false
  /** Of those near, who said nothing when they were asked last. Not all of them are asked at each look. */
  const quiet = new Set<Witness>()
  let stirring = false

  const note = (event: Event) => {
    if (first.length < mostEvents) first.push(event)
    last.push(event)
    if (last.length > 2 * mostEvents) last = last.slice(-mostEvents)
  }

  /** Whose answers show that the line is up as far as the place of the fault, and whose silence that it is not. */
  const countedFor = (place: Place): readonly Witness['of'][] => {
    if (place === 'beyond' || place === 'provider-or-beyond') return ['far']
    if (place === 'provider') return ['far', 'hop']
    // A firewall of this machine may let the router through.
    const nearAnswered = first.some(({ of, chance }) => of !== 'far' && chance === undefined)
    return place === 'machine' && nearAnswered ? ['far'] : ['far', 'hop', 'gateway']
  }

  const began = (of: Place): Span => {
    if (!before) return { fromMs: sinceMs, toMs: sinceMs }
    const counts = countedFor(of)
    let fromMs = Math.max(...counts.map((one) => before[one]))
    let toMs = sinceMs
    let firstLostMs: number | undefined
    let luck = 1
    for (const event of first.filter((one) => counts.includes(one.of))) {
      if (event.chance === undefined) {
        fromMs = event.atMs
        firstLostMs = undefined
        luck = 1
        continue
      }
      toMs = event.atMs
      firstLostMs ??= event.atMs
      luck *= event.chance
      if (luck <= noChance) break
    }
    return spanOf(Math.min(fromMs, toMs), toMs, Math.min(fromMs, toMs), firstLostMs ?? toMs)
  }

  return {
    sinceMs,
    get place() {
      return where.place
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
    get wayless() {
      return wayless
    },
    add(look) {
      const far = look.far.filter(({ witness }) => !witness.mute)
      const near = look.near.filter(isWitness)
      const silentNear = near.filter((questions) => !answered(questions))
      const answers = near.length - silentNear.length
      stirring = near.some((questions) => answered(questions) && quiet.has(questions.witness))
      for (const questions of near) {
        if (answered(questions)) quiet.delete(questions.witness)
        else quiet.add(questions.witness)
      }
      askedFar ||= far.length > 0
      const cutOff = machineSays.has(look.link) && answers === 0
      // A family that has no way out has no witness either.
      const nobody = before === undefined && look.whom === 'all' && look.far.length === 0
      wayless = cutOff || look.far.length === 0
      if (far.length >= 2 || (far.length === 1 && silentNear.length > 0) || cutOff || nobody) telling += 1
      if (cutOff) chance = 0
      if (nobody) chance *= nobodyChance
      for (const questions of [...near, ...far]) {
        if (!answered(questions)) chance *= chanceOf([questions])
      }
      for (const event of eventsOf([...near, ...far])) note(event)
      // Whom it could not even ask was not there to be heard.
      if (look.far.length === 0 && (cutOff || nobody)) {
        note({ atMs: look.atMs, of: 'far', chance: cutOff ? 0 : nobodyChance })
      }
      where.add({ family: look.family, atMs: look.atMs, link: look.link, near, far })
    },
    began,
    foundSo: (of) => before === undefined || began(of).fromMs <= blindMs,
    ended(of, answeredMs) {
      const counts = countedFor(of)
      let fromMs = sinceMs
      let lastLostMs: number | undefined
      let luck = 1
      for (const event of last.toReversed()) {
        if (event.chance === undefined || !counts.includes(event.of) || event.atMs > answeredMs) continue
        fromMs = event.atMs
        lastLostMs ??= event.atMs
        luck *= event.chance
        if (luck <= noChance) break
      }
      return spanOf(Math.min(fromMs, answeredMs), answeredMs, lastLostMs ?? fromMs, answeredMs)
    },
  }
}

/** When it most probably was, and how far off that may be. */
export function instantOf(span: Span, wall: (steadyMs: number) => string): Instant {
  const likelyMs = likely(span)
  return { time: wall(likelyMs), withinMs: Math.ceil(Math.max(likelyMs - span.fromMs, span.toMs - likelyMs)) }
}

/** Steady. */
export function likely({ fromMs, toMs, likelyMs = (fromMs + toMs) / 2 }: Span): number {
  return Math.min(Math.max(likelyMs, fromMs), toMs)
}

/**
 * A question that was lost next to the interruption belongs to it, more probably than to chance: the middle between it and the
 * answer beside it is the best guess, though chance may have made the whole of it wider.
 */
function spanOf(fromMs: number, toMs: number, oneMs: number, otherMs: number): Span {
  return { fromMs, toMs, likelyMs: (oneMs + otherMs) / 2 }
}

/** Near witnesses are believed once they were seen to answer, and as long as they do while the line is up. */
function isWitness({ witness }: Questions): boolean {
  return witness.answered && !witness.mute
}

function chanceOf(questions: readonly Questions[]): number {
  let chance = 1
  for (const { witness, lostMs } of questions) chance *= lossOf(witness) ** lostMs.length
  return chance
}

function eventsOf(questions: readonly Questions[]): readonly Event[] {
  return questions
    .flatMap((one): readonly Event[] =>
      answered(one)
        ? one.answeredMs.map((atMs) => ({ atMs, of: one.witness.of, chance: undefined }))
        : one.lostMs.map((atMs) => ({ atMs, of: one.witness.of, chance: lossOf(one.witness) })),
    )
    .toSorted((a, b) => a.atMs - b.atMs)
}
