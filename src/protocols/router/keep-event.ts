import type { TableEntry } from '../../core/journal.ts'
import type { Address } from '../../core/mark.ts'
import type { Closing, HeldMapping, Opening, WantedMapping } from './opening.ts'

/** What happens while ports are kept open. */
export type KeepEvent =
  /** For the first time, or again. `there-already`: somebody else has opened it, and it is only watched. */
  | {
      readonly kind: 'opened'
      readonly wanted: WantedMapping
      readonly opening: Extract<Opening, { readonly kind: 'opened' | 'there-already' }>
    }
  | { readonly kind: 'renewed'; readonly wanted: WantedMapping; readonly held: HeldMapping }
  /** It is open no more. `found`: what leads from the port now, null: nothing; absent where no table tells. */
  | { readonly kind: 'lost'; readonly wanted: WantedMapping; readonly found?: TableEntry | null }
  /** It was not opened or renewed, and will be tried again. The same reason is told once. */
  | { readonly kind: 'refused'; readonly wanted: WantedMapping; readonly opening: Opening }
  | { readonly kind: 'router-restarted' }
  /** The router has another address outside. */
  | { readonly kind: 'address-changed'; readonly from: Address; readonly to: Address }
  /** It does not answer any more, in any language, or was not met yet. */
  | { readonly kind: 'router-silent' }
  | { readonly kind: 'back' }
  /** The last words on each port, at the end. */
  | ({ readonly kind: 'closed' } & Closed)

export interface Closed {
  readonly external: number
  readonly closing: Closing
}
