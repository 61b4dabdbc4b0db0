import type { Expected } from '../../../src/checks/expected.ts'
import type { Abilities, LineVerdict } from '../../../src/core/ability.ts'
import type { Way } from '../../../src/report/plan.ts'
import type { WorldSpec } from '../spec.ts'

/** A world with a name, and all that mailworthy must say of it. */
export interface KnownWorld {
  readonly name: string
  readonly spec: WorldSpec
  /** What is asked for on the command line beside the usual. */
  readonly flags?: readonly string[]
  /** The answer of every check. */
  readonly answers: Expected
  /** Why each answer that is unknown cannot be more than that: one line each. */
  readonly unknowns: Readonly<Partial<Record<keyof Expected, string>>>
  /** Which finding is the reason for which. */
  readonly explained: Readonly<Partial<Record<keyof Expected, keyof Expected>>>
  readonly abilities: Abilities
  readonly verdict: LineVerdict
  readonly way: Way
  readonly exit: 0 | 1 | 2
  /** The run takes less than that; unless told, no longer than the program allows itself. */
  readonly withinMs?: number
}
