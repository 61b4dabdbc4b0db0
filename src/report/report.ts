import { type Abilities, abilitiesOf, type LineVerdict, verdictOf } from '../core/ability.ts'
import type { LookRecord } from '../core/finding.ts'
import type { Run, Scope } from '../core/run.ts'
import { type Advised, advised } from './advice.ts'
import { type LineKnown, lineKnown } from './line-known.ts'
import type { MarksByName } from './marks-of.ts'
import { type Plan, planOf } from './plan.ts'
import { withholdSecrets } from './withhold-secrets.ts'

/** A run with its judgement: what `--json` prints. Public format, see `docs/format.md`. */
export interface Report {
  readonly schema: 1
  readonly tool: Tool
  /** ISO 8601, UTC. */
  readonly at: string
  readonly tookMs: number
  readonly scope: Scope
  /** There only if a Ctrl-C came before everything was known. */
  readonly interrupted?: true
  /** There only if a relay sends for this line, so that sending is judged by the relay. */
  readonly relay?: true
  readonly verdict: LineVerdict
  readonly abilities: Abilities
  readonly line: LineKnown
  readonly looks: readonly LookRecord[]
  readonly findings: readonly Advised[]
  readonly plan: Plan
}

export interface Tool {
  readonly name: string
  readonly version: string
}

export interface ReportOptions {
  readonly tool: Tool
  /** Mail is sent through a relay (`--relay`). */
  readonly relay: boolean
  /** What the user calls this line (`--line`). */
  readonly lineName?: string
  /** Which leaves of the facts are secret, from `marksOf(checks)`. */
  readonly marks: MarksByName
}

/** Judges a run. Pure: the same run and options make the same report. */
export function reportOf(inspected: Run, options: ReportOptions): Report {
  const run = withholdSecrets(inspected, options.marks)
  const abilities = abilitiesOf(run.findings, { relay: options.relay })
  return {
    schema: 1,
    tool: options.tool,
    at: run.at,
    tookMs: run.tookMs,
    scope: run.scope,
    ...(run.interrupted ? { interrupted: true } : {}),
    ...(options.relay ? { relay: true } : {}),
    verdict: verdictOf(abilities),
    abilities,
    line: lineKnown(run.findings, options.lineName),
    looks: run.looks,
    findings: advised(run.findings),
    plan: planOf(abilities, run.findings, { relay: options.relay }),
  }
}
