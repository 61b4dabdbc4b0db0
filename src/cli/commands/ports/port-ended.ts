import type { TableEntry } from '../../../core/journal.ts'
import type { Endpoint } from '../../../core/line.ts'
import type { Attempt, HeldMapping, Opening } from '../../../protocols/router/opening.ts'

/** What became of one port that the router was asked for. */
export interface PortEnded {
  readonly external: number
  readonly internal: Endpoint
  readonly ended: PortEnd
  readonly attempts: readonly Attempt[]
  /** Who had the port when the user agreed that it be taken. */
  readonly agreed?: TableEntry
}

export type PortEnd =
  | Opening
  /** We have opened it before, and it lasts anew. */
  | { readonly kind: 'renewed'; readonly held: HeldMapping }
  /** The router says that its IPv6 firewall is off. */
  | { readonly kind: 'no-firewall' }
