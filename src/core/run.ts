import type { Finding, LookRecord } from './finding.ts'

/** All looks and findings of one inspection: the unit of history. */
export interface Run {
  /** ISO 8601, UTC. */
  readonly at: string
  readonly tookMs: number
  /** `'all'`, or what was chosen with `--only` and `--skip`. */
  readonly scope: Scope
  /** A Ctrl-C came before everything was known. */
  readonly interrupted: boolean
  readonly looks: readonly LookRecord[]
  readonly findings: readonly Finding[]
}

export type Scope = 'all' | { readonly only: readonly string[]; readonly skip: readonly string[] }
