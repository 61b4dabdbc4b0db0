import type { Check } from '../core/check.ts'
import { conclude } from '../core/conclude.ts'
import { type Explanation, explained } from '../core/explanation.ts'
import type { Answered, Finding } from '../core/finding.ts'
import { type AnswerChange, answerChange } from './answer-change.ts'
import type { SavedRun } from './saved-run.ts'

/** An old run under today's judgement. */
export interface Replayed {
  /**
   * What became of each check, as of today, in the order of the run. What could not be judged is as it was then; what nobody
   * asks any more is not here.
   */
  readonly findings: readonly Finding[]
  readonly changed: readonly AnswerChange[]
  /** How many were judged anew. */
  readonly judged: number
  readonly notJudged: readonly { readonly check: string; readonly why: NotJudged }[]
}

/**
 * `other-revision`: its facts are of another shape than today's judgement is made for. `no-such-check`: nobody asks that any
 * more. `no-facts`: it was skipped or crashed. `judgement-failed`: it could make nothing of the facts, as it can of its own.
 */
export type NotJudged = 'other-revision' | 'no-such-check' | 'no-facts' | 'judgement-failed'

/** Judges the facts of a saved run anew, where they are of the revision that today's check is made for. Pure, never throws. */
export function replayed(run: SavedRun, checks: readonly Check[], explanations: readonly Explanation[] = []): Replayed {
  const known = new Map(checks.map((check) => [check.id, check]))
  const notJudged: { check: string; why: NotJudged }[] = []
  const changed: AnswerChange[] = []
  const findings = run.findings.flatMap((finding): readonly Finding[] => {
    const check = known.get(finding.check)
    const today = check === undefined ? 'no-such-check' : judged(finding, check)
    if (typeof today !== 'string') {
      const change = answerChange(finding, today)
      if (change !== undefined) changed.push(change)
      return [today]
    }
    notJudged.push({ check: finding.check, why: today })
    return today === 'no-such-check' ? [] : [finding]
  })
  return {
    findings: explained(findings.map(unexplained), explanations),
    changed,
    judged: run.findings.length - notJudged.length,
    notJudged,
  }
}

function judged(finding: Finding, check: Check): Answered | NotJudged {
  if (finding.kind !== 'answered') return 'no-facts'
  if (finding.revision !== check.revision) return 'other-revision'
  try {
    return conclude(check, finding.facts, finding.trace)
  } catch {
    // Facts of a file, not of this run: they may be altered, or of a revision that was not counted up.
    return 'judgement-failed'
  }
}

/** Whether another finding is the reason for it is judged anew as well. */
function unexplained(finding: Finding): Finding {
  if (finding.kind !== 'answered') return finding
  const { explainedBy: _, ...alone } = finding
  return alone
}
