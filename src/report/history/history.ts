import type { Family } from '../../core/line.ts'
import type { LineKey } from '../../history/line-key.ts'
import type { NightlyDisconnect } from '../../history/nightly-disconnect-of.ts'
import type { RunHead } from '../../history/saved-run.ts'
import type { AddressSpan, IdleKnown, Outage, RebootTest, Span, Unwatched } from '../../history/timeline.ts'
import type { WayQuality } from '../../history/record.ts'

/** What is known of a line from earlier days: what `history --json` prints. Public format, see `docs/format.md`. */
export interface History {
  readonly schema: 1
  readonly line: LineKey
  /**
   * Why this one. `only`: nothing is kept of another. `here`: this machine is on it. `named`: it was asked for. `newest`: it has the
   * newest records, and this machine is elsewhere.
   */
  readonly chosen: 'only' | 'here' | 'named' | 'newest'
  /** There only if one family was asked for: nothing of the other is here. */
  readonly family?: Family
  /** When this was put together, ISO 8601, UTC: what lasts, lasts until then at least. */
  readonly at: string
  /** Where the clock on the wall is read for nights and days, as `Europe/Berlin`. */
  readonly timeZone: string
  /** Nothing before it was asked for. */
  readonly since?: string
  /** The first look and the last; null where nobody ever watched. */
  readonly from: string | null
  readonly to: string | null
  readonly looks: number
  readonly watched: {
    /** How long somebody looked, ms of clocks that never jump. */
    readonly ms: number
    readonly spans: readonly Span[]
  }
  readonly unwatched: readonly Unwatched[]
  /** Null for a family that the line was not seen to have. */
  readonly availability: { readonly v4: Availability | null; readonly v6: Availability | null }
  readonly outages: readonly ListedOutage[]
  /** A cut that comes once a day; null where there is none. */
  readonly nightly: { readonly v4: NightlyDisconnect | null; readonly v6: NightlyDisconnect | null }
  readonly addresses: readonly AddressSpan[]
  readonly routerRestarts: readonly string[]
  readonly rebootTests: readonly RebootTest[]
  /** Sums over the hours that were watched; times are those of the middle hour. */
  readonly quality: readonly WayQuality[]
  readonly mailPorts: MailPortsKnown | null
  /** How long a silent connection was kept (`watch --idle`), oldest first: each stood until the next of its family. */
  readonly idle: readonly IdleKnown[]
  readonly runs: readonly RunHead[]
  /** Other lines that something is known of, the one with the newest records first. */
  readonly otherLines: readonly LineKey[]
  /** Lines of the log that could not be read: torn, or of another version. */
  readonly unread: number
}

/** Follows from the outages of the family that are listed, and from when it was watched. */
export interface Availability {
  /** When somebody watched who had seen the family: at work, or down. A family that is not there yet, or no more, is not up. */
  readonly spans: readonly Span[]
  /** How long that is: without what was asked for, or was this machine's own doing. */
  readonly watchedMs: number
  readonly downMs: number
  /** 1 for a line that was never down. */
  readonly share: number
  /** Interruptions that count: neither asked for, nor this machine's own doing. */
  readonly outages: number
  readonly longestMs: number
}

export interface ListedOutage extends Outage {
  /** Whether `availability` counts it: not one that was asked for, nor one of this machine's own making. */
  readonly counts: boolean
  /** The public address that the line came back with, where it was another one. */
  readonly newAddress?: string
}

export interface MailPortsKnown {
  /** Since when they are as they are. */
  readonly since: string
  readonly answers: { readonly [check: string]: string }
  readonly changes: readonly MailPortChange[]
}

export interface MailPortChange {
  readonly at: string
  readonly check: string
  /** Null where it had no answer. */
  readonly from: string | null
  readonly to: string | null
}
