import type { WatchRecord } from '../history/record.ts'
import type { Look, NextLook } from './look.ts'

/**
 * Makes of looks what is written down. Pure apart from what it remembers: the same looks make the same records.
 *
 * It never says `down` of a line on the word of one witness, nor at the first silence: two far witnesses, at two looks.
 */
export interface Tracker {
  /** The records are in the order of time. */
  take(look: Look): { readonly records: readonly WatchRecord[]; readonly next: NextLook }
  /** What is still to be written when the watching ends at `at`: the summary of the hour that had begun. */
  end(at: string): readonly WatchRecord[]
  /** For a status line and for metrics. */
  readonly state: TrackerState
}

export interface TrackerState {
  readonly looks: number
  /** By family: undefined as long as nobody could tell; `suspect` while a silence is being looked into. */
  readonly v4: FamilyState | undefined
  readonly v6: FamilyState | undefined
}

export interface FamilyState {
  readonly is: 'up' | 'suspect' | 'down'
  /** Since when, ISO 8601. */
  readonly since: string
  readonly address?: string
  /** The newest answers, ms. */
  readonly gatewayRttMs?: number
  readonly farRttMs?: number
}

export interface TrackerOptions {
  readonly intervalMs: number
  /** Between two looks at public witnesses while all is well. */
  readonly farEveryMs: number
}
