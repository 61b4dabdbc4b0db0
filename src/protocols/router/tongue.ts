import type { Failure } from '../../core/failure.ts'
import type { RouterChange } from '../../core/journal.ts'
import type { Address, Banner } from '../../core/mark.ts'

/** One language of a router, as far as opening and closing a port needs it. */
export interface Tongue {
  /** Asks for what is noted, or, if it is ours already, for it to last on. */
  ask(change: RouterChange): Promise<Asked>
  /** Asks for the end of it. */
  withdraw(change: RouterChange): Promise<Withdrawn>
}

export type Asked =
  | {
      readonly kind: 'granted'
      /** May be another one than was asked for. */
      readonly external: number
      readonly leaseS: number
      readonly epochS?: number
      readonly pinhole?: number
      readonly wan?: Address
    }
  | Refusal
  /** It may have been done all the same: an answer can be lost where its request was not. */
  | { readonly kind: 'unanswered'; readonly failure: Failure }

export interface Refusal {
  readonly kind: 'refused'
  /** `taken`: somebody has the port, or the router says so where it may not be had. `other`: any other reason. */
  readonly why: 'taken' | 'forbidden' | 'no-wan' | 'permanent-only' | 'same-port-only' | 'other'
  readonly code: number
  readonly says?: Banner
}

export type Withdrawn =
  /** It is gone, or was not there. */
  | { readonly kind: 'agreed' }
  /** `endsInS`: as soon as the router would have it end by itself. */
  | { readonly kind: 'refused'; readonly code: number; readonly endsInS?: number }
  | { readonly kind: 'unanswered'; readonly failure: Failure }
