import type { Abilities, LineVerdict } from '../core/ability.ts'
import type { Finding, LookRecord } from '../core/finding.ts'
import type { Scope } from '../core/run.ts'
import type { LineKey } from './line-key.ts'

/** What is known of a saved run at a glance. */
export interface RunHead {
  /** What `diff` and `replay` call it: its time, as `20261124T154500Z`, and where two fell into one second, `-2`. */
  readonly id: string
  readonly at: string
  readonly release: string
  readonly line: LineKey
  readonly scope: Scope
  readonly verdict: LineVerdict
  readonly abilities: Abilities
  /** The public addresses that it saw, where it did. */
  readonly public: { readonly v4?: string; readonly v6?: string }
  /** The answer of each check that had one; those that were skipped or crashed are not here. */
  readonly answers: { readonly [check: string]: string }
}

/**
 * A run as it is kept: the report that `check --json` prints (schema 1), whole. Only what history needs of it is named here:
 * a report of a later version may have more, and an earlier one less.
 */
export interface SavedRun {
  readonly schema: 1
  readonly tool: { readonly name: string; readonly version: string }
  readonly at: string
  readonly tookMs: number
  readonly scope: Scope
  readonly interrupted?: true
  readonly relay?: true
  readonly verdict: LineVerdict
  readonly abilities: Abilities
  readonly line: SavedLine
  readonly looks: readonly LookRecord[]
  readonly findings: readonly Finding[]
}

export interface SavedLine {
  readonly name?: string
  readonly v4: { readonly public?: string } | null
  readonly v6: { readonly public?: string } | null
  readonly provider?: { readonly asn?: number; readonly name?: string }
  readonly known?: { readonly gateway: string }
}
