import type { Answered, Finding } from './finding.ts'

/** When `by` came to one of `when`, it is the reason that each of `checks` came to one of `answers`. */
export interface Explanation {
  readonly by: string
  readonly when: readonly string[]
  readonly checks: readonly string[]
  readonly answers: readonly string[]
}

/** Measure first, explain after: marks the findings for which another finding is the reason. First rule wins. */
export function explained(findings: readonly Finding[], rules: readonly Explanation[]): readonly Finding[] {
  const answers = new Map(
    findings
      .filter((finding): finding is Answered => finding.kind === 'answered')
      .map((finding) => [finding.check, finding.answer]),
  )
  return findings.map((finding) => {
    if (finding.kind !== 'answered') return finding
    const rule = rules.find(
      ({ by, when, checks, answers: explainable }) =>
        checks.includes(finding.check) && explainable.includes(finding.answer) && when.includes(answers.get(by) ?? ''),
    )
    return rule ? { ...finding, explainedBy: rule.by } : finding
  })
}
