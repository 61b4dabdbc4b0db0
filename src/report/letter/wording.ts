import type { Wish } from './wishes.ts'

/** When a line was measured (UTC). */
export interface Moment {
  readonly year: number
  /** 1 to 12. */
  readonly month: number
  readonly day: number
  /** `09:05` */
  readonly time: string
}

/** What all letters of one report are about. */
export interface Matter {
  readonly measured: Moment | undefined
  /** The public IPv4 address of the line. */
  readonly address: string | undefined
  /** `mailworthy 0.1.0` */
  readonly tool: string
}

/** A language to write to a provider in. What nobody but the customer knows stands in brackets. */
export interface Wording {
  readonly to: (provider: string) => string
  readonly subject: (matter: Matter) => string
  readonly greeting: string
  /** Who writes, and what was measured when. */
  readonly opening: (matter: Matter, wishes: number) => string
  readonly wish: (wish: Wish, matter: Matter) => string
  /** What each wish may cost or need, thanks, and whom to answer. */
  readonly closing: readonly string[]
}
