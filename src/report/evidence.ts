import type { Finding, LookRecord } from '../core/finding.ts'
import type { TraceEntry } from '../core/line.ts'
import type { Report } from './report.ts'
import type { Style } from './style.ts'
import { named, told } from './told.ts'
import { visible } from './visible.ts'

/** Every look and finding with what was done for it: for those who want to see for themselves. Not wrapped. */
export function evidence(report: Report, style: Style): readonly string[] {
  return [
    ...report.looks.map((look) => [style.strong(look.look), ...lookLines(look)].join('\n')),
    ...report.findings.map((finding) => [style.strong(named(finding)), ...findingLines(finding)].join('\n')),
  ]
}

function findingLines(finding: Finding): readonly string[] {
  const says = `  ${visible(told(finding))}`
  if (finding.kind !== 'answered') return [says]
  return [says, factsLine(finding.facts), ...finding.trace.map(entryLine)]
}

function lookLines(look: LookRecord): readonly string[] {
  if ('error' in look) return [`  ${visible(look.error)}`]
  if ('because' in look) return [`  ${visible('moot' in look.because ? look.because.moot : look.because.blind)}`]
  return [factsLine(look.facts), ...look.trace.map(entryLine)]
}

function factsLine(facts: unknown): string {
  return `  facts ${visible(JSON.stringify(facts))}`
}

function entryLine({ op, on, atMs, tookMs, failure, saw }: TraceEntry): string {
  const ended = failure ?? 'ok'
  const line = `  ${String(atMs).padStart(6)} ms  ${op} ${on}  ${ended} after ${tookMs} ms${saw === undefined ? '' : `  ${saw}`}`
  return visible(line)
}
