import type { Endpoint } from '../../core/line.ts'
import type { Place } from '../settings/read-place.ts'

/** Whom a watcher is to tell, and how. */
export interface TellingAsked {
  /** A command for the shell. */
  readonly onChange?: string
  readonly webhook?: string
  readonly mail?: MailAsked
  /** Where a sign of life is sent to. */
  readonly heartbeat?: string
  /** Where Prometheus may ask. */
  readonly metrics?: Endpoint
}

export interface MailAsked {
  readonly relay: Place
  readonly from: string
  readonly to: readonly string[]
}
