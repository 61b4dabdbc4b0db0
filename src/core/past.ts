import type { Family } from './line.ts'

/** What is known from earlier days. Empty until there is a history. */
export interface Past {
  /** How long the line has been watched, and what was seen. Undefined when there is no history. */
  permanence(): Promise<Permanence | undefined>
  /** Public addresses of a family and when they were first and last seen, oldest first. */
  addresses(family: Family): Promise<readonly AddressSeen[]>
}

export interface Permanence {
  /** The first look and the last, ISO 8601. */
  readonly from: string
  readonly to: string
  /** How long somebody looked in between. */
  readonly watchedMs: number
  /** How many nights (2 to 6 o'clock, by the clock of this machine) were watched from end to end. */
  readonly nights: number
  /** Interruptions of the family that mail needs most (IPv4, where there is any), those that were asked for left out. */
  readonly outages: readonly PastOutage[]
  /** Of all questions while the line was up, to the gateway and to others on the internet: how many went unanswered. */
  readonly gateway?: Losses
  readonly far?: Losses
}

export interface PastOutage {
  readonly from: string
  readonly to: string
  readonly tookMs: number
  readonly place: OutagePlace
  /** The hour of day that it began in, 0 to 23, by the clock on the wall where this machine stands. */
  readonly hour?: number
}

/**
 * Where an interruption lay. `machine`: our own interface was off or gone, or our own firewall let nothing out. `home`: between
 * this machine and the router, or the router was off: from here they look the same. `router`: proved to be the router (it says
 * that it has restarted). `provider`: the router answered, the first hop beyond it did not. `beyond`: that hop answered, nobody
 * farther did. `provider-or-beyond`: the router answered and nobody farther, and no hop is known to answer.
 */
export type OutagePlace = 'machine' | 'home' | 'router' | 'provider' | 'provider-or-beyond' | 'beyond'

export interface Losses {
  readonly asked: number
  readonly lost: number
}

export interface AddressSeen {
  readonly address: string
  readonly from: string
  readonly to: string
  /** How often the line came back after an interruption at the router's or the provider's with the same address. */
  readonly reconnects: number
  /** Of those, how often the router had been off or had restarted, so that it had to ask for an address anew. */
  readonly restarts?: number
}
