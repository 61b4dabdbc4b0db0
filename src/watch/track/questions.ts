import type { Failure } from '../../core/failure.ts'
import type { Family } from '../../core/line.ts'
import type { Look, NextLook } from '../look.ts'
import { hear, type Witness, type Witnesses } from './witnesses.ts'

/** All that one witness was asked at one look. It answered if it answered once. */
export interface Questions {
  readonly witness: Witness
  /** When those were sent that it answered, and those that it did not; steady, ms. */
  readonly answeredMs: number[]
  readonly lostMs: number[]
  readonly rttsMs: number[]
  /** Why the last one went unanswered. */
  failure: Failure | undefined
}

/** What one look saw of one family. */
export interface FamilyLook {
  readonly family: Family
  readonly atMs: number
  readonly link: Look['link']
  /** This machine has neither a way out over it nor an address for one. */
  readonly lacking: boolean
  /** Whom it was to ask. */
  readonly whom: NextLook['whom']
  readonly far: readonly Questions[]
  /** The first hop beyond the router, and the router: IPv6 has the one of IPv4 where it has none of its own. */
  readonly near: readonly Questions[]
}

/** These say something of us and nothing of the line: there is no ping here, or we were told to stop. */
const sayNothing: ReadonlySet<Failure> = new Set(['cancelled', 'unsupported'])
/** A look has a dozen questions; more than this is a bug of the looker's, which must not become one of ours. */
const mostQuestions = 256

/** The questions of a look, each with its witness. */
export function questionsOf(look: Look, known: Witnesses, steady: (elapsedMs: number) => number): readonly Questions[] {
  const all = new Map<Witness, Questions>()
  for (const sighting of look.sightings.slice(0, mostQuestions)) {
    if (sighting.failure !== undefined && sayNothing.has(sighting.failure)) continue
    const witness = known.find(sighting)
    let questions = all.get(witness)
    if (!questions)
      all.set(witness, (questions = { witness, answeredMs: [], lostMs: [], rttsMs: [], failure: undefined }))
    const sentMs = steady(sighting.sentMs)
    witness.lastAskedMs = sentMs
    if (sighting.failure === undefined) {
      hear(witness)
      questions.answeredMs.push(sentMs)
      if (sighting.rttMs !== undefined) questions.rttsMs.push(sighting.rttMs)
    } else {
      questions.lostMs.push(sentMs)
      questions.failure = sighting.failure
    }
  }
  return [...all.values()]
}

/** Of these, what concerns one family. */
export function lookOfFamily(
  family: Family,
  all: readonly Questions[],
  given: Pick<FamilyLook, 'atMs' | 'link' | 'lacking' | 'whom'>,
): FamilyLook {
  const own = all.filter(({ witness }) => witness.family === family)
  const far = own.filter(({ witness }) => witness.of === 'far')
  const near = own.filter(({ witness }) => witness.of !== 'far')
  if (family === 'v6' && !near.some(({ witness }) => witness.of === 'gateway')) {
    near.push(...all.filter(({ witness }) => witness.of === 'gateway' && witness.family === 'v4'))
  }
  return { ...given, family, far, near }
}

export function answered(questions: Questions): boolean {
  return questions.answeredMs.length > 0
}
