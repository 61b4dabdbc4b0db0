import { safeJson } from '../../../report/json.ts'
import type { Terminal } from '../../terminal.ts'
import type { Told } from './told.ts'
import { toldText } from './told-text.ts'

/** What keeps a command from its work: a word for programs, and words for people. */
export interface Problem {
  readonly problem: string
  readonly told: Told
  /** Where the router was spoken to; absent where there is none. */
  readonly router?: string
}

/** Says what kept a command from its work: as JSON alone, or for a person. */
export function sayProblem({ problem, told, router }: Problem, json: boolean, terminal: Terminal): void {
  const { says, remedy } = told
  terminal.out(
    json
      ? safeJson({ router: router ?? null, problem, says, ...(remedy !== undefined && { remedy }) })
      : `${toldText(told, terminal)}\n`,
  )
}
