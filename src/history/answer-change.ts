import type { Finding } from '../core/finding.ts'
import type { Verdict } from '../core/verdict.ts'

/**
 * What a check came to in a run. `moot`: the question did not arise (there is no IPv6). `untold`: nobody could tell, for what
 * it needs could not be told, or for a bug.
 */
export type Came = { readonly answer: string; readonly verdict: Verdict } | 'moot' | 'untold'

export interface AnswerChange {
  readonly check: string
  readonly from: Came
  readonly to: Came
  /** `other`: neither better nor worse, or nobody could tell. `appeared`, `gone`: the question arose only then, or only before. */
  readonly kind: 'better' | 'worse' | 'other' | 'appeared' | 'gone'
}

const rank = { fail: 0, warn: 1, pass: 2 } as const

/** From one finding of a check to a later one; undefined where it came to the same, or to no answer either time. */
export function answerChange(before: Finding, after: Finding): AnswerChange | undefined {
  const [from, to] = [cameTo(before), cameTo(after)]
  if (typeof from === 'string' && typeof to === 'string') return undefined
  if (typeof from !== 'string' && typeof to !== 'string' && from.answer === to.answer && from.verdict === to.verdict)
    return undefined
  return { check: after.check, from, to, kind: kindOf(from, to) }
}

function cameTo(finding: Finding): Came {
  if (finding.kind === 'answered') return { answer: finding.answer, verdict: finding.verdict }
  return finding.kind === 'skipped' && 'moot' in finding.because ? 'moot' : 'untold'
}

function kindOf(from: Came, to: Came): AnswerChange['kind'] {
  if (from === 'moot') return 'appeared'
  if (to === 'moot') return 'gone'
  if (from === 'untold' || to === 'untold' || from.verdict === 'unknown' || to.verdict === 'unknown') return 'other'
  const step = rank[to.verdict] - rank[from.verdict]
  if (step === 0) return 'other'
  return step > 0 ? 'better' : 'worse'
}
