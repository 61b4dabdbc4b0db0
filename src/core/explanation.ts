import type { Answered, Finding } from './finding.ts'

/** When `by` came to one of `when`, it is the reason that each of `checks` came to one of `answers`. */
export interface Explanation {
  readonly by: string
  readonly when: readonly string[]
  readonly checks: readonly string[]
  readonly answers: readonly string[]
  /** Only where both are the same one's fault: else there are two problems, with two remedies. */
  readonly sameFault?: boolean
}

/** Measure first, explain after: marks the findings for which another finding is the reason. First rule wins. */
export function explained(findings: readonly Finding[], rules: readonly Explanation[]): readonly Finding[] {
  const answered = new Map(
    findings
      .filter((finding): finding is Answered => finding.kind === 'answered')
      .map((finding) => [finding.check, finding]),
  )
  return findings.map((finding) => {
    if (finding.kind !== 'answered') return finding
    const rule = rules.find(
      ({ by, when, checks, answers, sameFault }) =>
        checks.includes(finding.check) &&
        answers.includes(finding.answer) &&
        when.includes(answered.get(by)?.answer ?? '') &&
        (sameFault !== true || answered.get(by)?.fault === finding.fault),
    )
    return rule ? { ...finding, explainedBy: rule.by } : finding
  })
}
