import type { TraceEntry } from './line.ts'
import type { Fault, Matters, Verdict } from './verdict.ts'

interface Concerning {
  /** The id of the check. */
  readonly check: string
  readonly stem: string
  readonly matters: Matters
}

export interface Answered extends Concerning {
  readonly kind: 'answered'
  readonly answer: string
  readonly verdict: Verdict
  readonly fault?: Fault
  /** Another finding that is the reason for this one: one problem is shown once. */
  readonly explainedBy?: string
  readonly says: string
  readonly remedy?: string
  readonly revision: number
  readonly facts: unknown
  readonly trace: readonly TraceEntry[]
}

/**
 * Why a check did not run. *Moot*: what it needs was answered and gave nothing (no IPv6, no domain), so it counts for
 * nothing. *Blind*: what it needs could not be told, so it counts as unknown.
 */
export type Because = { readonly moot: string; readonly on: string } | { readonly blind: string; readonly on: string }

export interface Skipped extends Concerning {
  readonly kind: 'skipped'
  readonly because: Because
}

/** A bug of ours. Never the line's fault, never a pass. */
export interface Crashed extends Concerning {
  readonly kind: 'crashed'
  readonly error: string
}

/** What became of one check in one run. */
export type Finding = Answered | Skipped | Crashed

/** What one look saw, kept so that its judgement can be repeated. */
export type LookRecord =
  | { readonly look: string; readonly revision: number; readonly facts: unknown; readonly trace: readonly TraceEntry[] }
  | { readonly look: string; readonly revision: number; readonly because: Because }
  | { readonly look: string; readonly revision: number; readonly error: string }

/** The weight that a finding has in the end: its verdict, `unknown` for crashed and blind, `moot` for moot. */
export function weightOf(finding: Finding): Verdict | 'moot' {
  if (finding.kind === 'answered') return finding.verdict
  if (finding.kind === 'crashed') return 'unknown'
  return 'moot' in finding.because ? 'moot' : 'unknown'
}
