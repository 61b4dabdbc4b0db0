import type { Finding } from '../../../core/finding.ts'
import type { MailLook } from '../../../watch/looks-beside.ts'
import { tellsOfPort } from './tells-of-port.ts'

/** What findings tell of mail ports, see `MailLook`; undefined where none tells anything. */
export function mailLookOf(findings: readonly Finding[]): MailLook | undefined {
  const told = findings.flatMap((finding): readonly (readonly [string, string | null])[] => {
    if (finding.kind === 'skipped') return 'moot' in finding.because ? [[finding.check, null]] : []
    // Whether nobody answers any more only the watcher can tell, who knows what was before.
    const isTold = finding.kind === 'answered' && (tellsOfPort(finding) || finding.answer === 'no-witness')
    return isTold ? [[finding.check, finding.answer]] : []
  })
  return told.length === 0 ? undefined : Object.fromEntries(told)
}
