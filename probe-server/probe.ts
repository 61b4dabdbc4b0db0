import type { MailPort } from '../src/wire/mail-port.ts'
import type { Allowance } from './allowance.ts'
import type { Egress } from './egress.ts'
import type { Settings } from './settings.ts'
import type { SpentSessions } from './spent-sessions.ts'
import type { Turnstile } from './turnstile.ts'

/** What the parts of a running probe share. */
export interface Probe {
  readonly settings: Settings
  readonly egress: Egress
  readonly allowance: Allowance
  readonly spent: SpentSessions
  /** One dial-back at a time for a home, and not too many together. */
  readonly dialBacks: Turnstile
  /** Connections of all ports together. */
  readonly connections: Turnstile
  /** Connections on which nobody says a word on purpose: they count here and not among the others. */
  readonly idlers: Turnstile
  listensOn(port: MailPort, family: 'v4' | 'v6'): boolean
  /** Aborts when the probe is closed. */
  readonly signal: AbortSignal
}
