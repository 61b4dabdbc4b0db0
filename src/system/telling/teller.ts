import type { Message } from './message.ts'

export const ways = ['command', 'webhook', 'mail'] as const
export type Way = (typeof ways)[number]

/** A way to tell somebody. One message at a time. */
export interface Teller {
  readonly way: Way
  /** Bounded in time, and over soon once the signal comes; never throws for what the other end does. */
  tell(message: Message, signal: AbortSignal): Promise<Told>
}

/** What became of it. `why` goes into a sentence: "the relay could not be told: WHY". */
export type Told =
  | { readonly kind: 'done' }
  /** Worth another try, `afterMs` from now at the earliest. */
  | { readonly kind: 'later'; readonly why: string; readonly afterMs?: number }
  /** The other end will not have it, now or ever. */
  | { readonly kind: 'never'; readonly why: string }
