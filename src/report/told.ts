import type { Finding } from '../core/finding.ts'

/** What a finding says, as one sentence or two. */
export function told(finding: Finding): string {
  if (finding.kind === 'answered') return finding.says
  if (finding.kind === 'crashed')
    return `mailworthy itself failed here (${finding.error}). Please report it: it is a bug.`
  return 'moot' in finding.because ? finding.because.moot : finding.because.blind
}

/** `outbound.25.v4/filtered`: what `mailworthy explain` takes. */
export function named(finding: Finding): string {
  return finding.kind === 'answered' ? `${finding.check}/${finding.answer}` : finding.check
}
