import type { Failure } from '../../core/failure.ts'
import type { RouterSpeech, TableEntry } from '../../core/journal.ts'
import type { Endpoint } from '../../core/line.ts'
import type { Address, Banner } from '../../core/mark.ts'

/** A port that somebody wants the router to lead to a machine. */
export interface WantedMapping {
  readonly external: number
  readonly internal: Endpoint
  /** Seconds; 0: for ever, which only UPnP can. */
  readonly leaseS: number
  /** Take a port that another machine has: only after its owner was named and the user agreed. */
  readonly replace: boolean
  /** Take a permanent mapping where the router knows no other (UPnP error 725): it is closed by us, or stays. */
  readonly permanentIfNeeded: boolean
}

/** A mapping that the router has agreed to, with all that it takes to renew it and to take it back. */
export interface HeldMapping {
  /** In the journal. */
  readonly id: string
  readonly speech: RouterSpeech
  readonly external: number
  readonly internal: Endpoint
  /** As granted, in seconds; 0: for ever. */
  readonly leaseS: number
  /** The router's seconds since it started (NAT-PMP, PCP): one that goes back has forgotten its mappings. */
  readonly epochS?: number
  /** PCP, hex. */
  readonly nonce?: string
  /** The id of a hole in the IPv6 firewall: over IPv6 nothing is mapped, `external` is the internal port. */
  readonly pinhole?: number
  /** What the router says it has outside. */
  readonly wan?: Address
}

/** How an attempt to open a port ended. All but `opened` leave the router as it was. */
export type Opening =
  /** `as-asked`: the entry reads back; `not-told`: the router has no table that can be read. */
  | { readonly kind: 'opened'; readonly held: HeldMapping; readonly readBack: 'as-asked' | 'not-told' }
  /** The very same entry was there before, by whomever: nothing was changed, nothing is ours to take back. */
  | { readonly kind: 'there-already'; readonly entry: TableEntry; readonly speech: RouterSpeech }
  /** Another machine (or a rule of the router's) has the port. */
  | { readonly kind: 'conflict'; readonly speech: RouterSpeech; readonly owner?: TableEntry }
  /** The router gave another external port, which was given back. */
  | { readonly kind: 'substituted'; readonly speech: RouterSpeech; readonly external: number }
  /** It said yes, and its table does not have the entry, or has another. */
  | { readonly kind: 'not-kept'; readonly speech: RouterSpeech; readonly found: TableEntry | null }
  /** It may not be done: by its settings, or for such low ports. `code`: of that protocol. */
  | { readonly kind: 'forbidden'; readonly speech: RouterSpeech; readonly code: number; readonly says?: Banner }
  /** The router has no public address itself, so it maps nothing (UPnP 501, NAT-PMP 3, PCP 8). */
  | { readonly kind: 'no-wan'; readonly speech: RouterSpeech; readonly code: number }
  /** It knows permanent mappings only (725, 402), and that was not wanted. */
  | { readonly kind: 'permanent-only'; readonly speech: 'upnp'; readonly code: number }
  /** It maps a port to the same port only (724). */
  | { readonly kind: 'same-port-only'; readonly speech: 'upnp'; readonly code: number }
  | { readonly kind: 'refused'; readonly speech: RouterSpeech; readonly code: number; readonly says?: Banner }
  | { readonly kind: 'silent'; readonly speech: RouterSpeech; readonly failure: Failure }
  /** The change could not be written down first, so it was not made. */
  | { readonly kind: 'not-noted'; readonly failure: Failure }
  /** Nothing was left to ask in. */
  | { readonly kind: 'no-protocol' }

/** One language that was tried. */
export interface Attempt {
  readonly speech: RouterSpeech
  readonly ended: Exclude<Opening['kind'], 'no-protocol'>
  readonly code?: number
}

/** How taking a mapping back ended. */
export type Closing =
  /** `seen`: it does not read back any more; `said`: the router confirms, and has no table to look at. */
  | { readonly kind: 'gone'; readonly proof: 'seen' | 'said' }
  /** It is still there, or in its place is another. */
  | ({ readonly kind: 'left-behind' } & LeftBehind)

/** What is known of something that could not be taken back. */
export interface LeftBehind {
  /** What the table has there. */
  readonly found?: TableEntry
  readonly code?: number
  readonly failure?: Failure
  /** Seconds until the router ends it by itself, where it would do no more than that. */
  readonly endsInS?: number
}
