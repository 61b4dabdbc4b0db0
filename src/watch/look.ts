import type { Failure } from '../core/failure.ts'
import type { Family } from '../core/line.ts'
import type { LineKey } from '../history/line-key.ts'
import type { Moment } from './moment.ts'

/** Everything that was seen at one look: facts, no opinion. */
export interface Look {
  /** When it began. */
  readonly moment: Moment
  /** What this machine has towards the router; `unknown` where it does not tell. */
  readonly link: 'up' | 'no-carrier' | 'off' | 'no-route' | 'unknown'
  readonly line: LineKey
  /** Families of which this machine has neither a default route nor an address for the internet, where it tells of both. */
  readonly lacks: readonly Family[]
  readonly sightings: readonly Sighting[]
  /** Addresses that were seen at this look, where it looked for them. */
  readonly addresses: readonly AddressSeenNow[]
  /** What the router says of its own clock (RFC 6886 §3.6), seconds; absent where it does not. */
  readonly routerEpochS?: number
}

/** One question to one witness. */
export interface Sighting {
  /** A host's name or an address: whom we asked. Two sightings of one look with the same name are one witness. */
  readonly witness: string
  /** `far`: somewhere on the internet; `hop`: the first router beyond our own that answers pings. */
  readonly of: 'gateway' | 'hop' | 'far'
  readonly family: Family
  /** `elapsed()` of when it was sent: an answer proves the line for that instant, not for when it came. */
  readonly sentMs: number
  readonly rttMs?: number
  readonly failure?: Failure
}

export interface AddressSeenNow {
  readonly what: 'public' | 'prefix' | 'host' | 'router'
  readonly family: Family
  readonly address: string
  /** Who saw it, or saw what it follows from. */
  readonly witness: string
}

/** What the next look should be like. */
export interface NextLook {
  /** From the beginning of the last look to that of the next, ms, before jitter. */
  readonly afterMs: number
  /** `near`: gateway, hop and probe of one's own. `all`: public witnesses too, and no jitter. */
  readonly whom: 'near' | 'all'
}
