import type { Family } from '../core/line.ts'
import type { LineKey } from './line-key.ts'
import type { AddressIs, IdleKept, KnownAs, MailPorts, Place, Rebooted, WayQuality } from './record.ts'
import type { Alive } from './store.ts'

/** A stretch of time, ISO 8601 in UTC. */
export interface Span {
  readonly from: string
  readonly to: string
}

/** What the records of one line come to: who looked when, and what was seen. */
export interface Timeline {
  /** From the first look to the last; undefined where nobody ever looked. */
  readonly whole: Span | undefined
  /** When somebody looked, in order, nothing overlapping; two watchers at once count once. */
  readonly watched: readonly Span[]
  /** When nobody did, between two that did. A clock that was set forward leaves a hole that is neither. */
  readonly unwatched: readonly Unwatched[]
  /** How long somebody looked, by clocks that never jump. */
  readonly watchedMs: number
  readonly looks: number
  /**
   * When each family was watched: of `watched`, from when on whoever looked had seen the family at work, or down. A family that
   * came late was not up before, and one that is gone for good is not up since.
   */
  readonly watchedOver: { readonly v4: readonly Span[]; readonly v6: readonly Span[] }
  readonly outages: readonly Outage[]
  /** Each address with when it was first and last known, in order of their coming. */
  readonly addresses: readonly AddressSpan[]
  /** How well each way did while it was up. */
  readonly quality: readonly WayQuality[]
  /** What was found at the mail ports, oldest first: each stood until the next. */
  readonly mailPorts: readonly MailPorts[]
  /** How long a silent connection was kept, oldest first: each stood until the next of its family. */
  readonly idle: readonly IdleKnown[]
  readonly routerRestarts: readonly string[]
  /** When the router was switched off and on to see what becomes of the line. */
  readonly rebootTests: readonly RebootTest[]
}

export type IdleKnown = Pick<IdleKept, 'at' | 'family' | 'keptMs' | 'lostMs'>

/** Of what was not seen again there is nothing in `after`. */
export type RebootTest = Pick<Rebooted, 'offFrom' | 'to' | 'before' | 'after'>

export interface Unwatched extends Span {
  /** `other-line`: the machine was behind another gateway. */
  readonly why:
    | 'watcher-ended'
    | 'watcher-killed'
    | 'machine-restarted'
    | 'machine-asleep'
    | 'watcher-stopped'
    | 'other-line'
}

export interface Outage extends Span {
  readonly family: Family
  readonly place: Place
  /** How much of it somebody watched: all of it, but where the machine slept, or the clock was set forward, in between. */
  readonly tookMs: number
  /** How far off begin and end may be, ms. */
  readonly fromWithinMs: number
  readonly toWithinMs: number
  /** `unseen`: it was so when somebody began to look, or looked again. It began `fromWithinMs` after `from` at the latest. */
  readonly begin: 'seen' | 'unseen'
  /**
   * `lasting`: it is not over. `unseen`: nobody saw its end, for the watcher ended first. `not-offered`: it did not come back, and
   * is taken for gone from then on.
   */
  readonly end: 'seen' | 'lasting' | 'unseen' | 'not-offered'
  /** It was asked for (`--reboot-test`). A router that restarts by itself was not. */
  readonly planned: boolean
}

export interface AddressSpan extends Span {
  readonly what: AddressIs['what']
  readonly family: Family
  readonly address: string
  /**
   * How often the line connected anew and came back with the same address: the router had been off, or the provider gone for a
   * minute or more.
   */
  readonly reconnects: number
  /** Of those, how often the router was seen to have been off or to have restarted: it had to ask for an address anew. */
  readonly restarts: number
  /** It came with an interruption. */
  readonly afterOutage: boolean
  readonly knownAs?: Pick<KnownAs, 'name' | 'reverse' | 'policy'>
}

export interface TimelineOptions {
  readonly line: LineKey
  /** When each watcher was last alive. */
  readonly alive: ReadonlyMap<string, Alive>
  /** The clock, ISO 8601: a watcher that was alive a moment ago is taken to be alive. */
  readonly now: string
  /** Nothing before it. */
  readonly since?: string
}
