import { counts } from '../core/ability.ts'
import { type Answered, type Finding, weightOf } from '../core/finding.ts'
import { rootOf } from './root-of.ts'

const deciding = ['receive', 'send'] as const

/**
 * What fails and is the reason for which something is unknown that decides over the line: a domain whose signatures are bad, a
 * name server that answers nothing. Then it is not that too little was seen.
 */
export function hidingFindings(findings: readonly Finding[], relay: boolean): readonly Answered[] {
  const roots = findings
    .filter(
      (finding) =>
        weightOf(finding) === 'unknown' &&
        deciding.some((ability) => finding.matters[ability] === 'required' && counts(finding, ability, { relay })),
    )
    .map((finding) => rootOf(finding, findings))
  return [...new Set(roots)].filter((root): root is Answered => root.kind === 'answered' && root.verdict === 'fail')
}
