import type { Family } from '../core/line.ts'
import type { OutagePlace } from '../core/past.ts'
import type { LineKey } from './line-key.ts'

/**
 * What a watcher writes down: one record a line of JSON, each with `v` (the version of this format) beside what is here.
 *
 * Only changes are written, and once an hour a summary, so that a year is a few megabytes: between two records all was as the
 * first one says. Public format, see `docs/format.md`. All times are ISO 8601 in UTC, by the clock of this machine as it stood
 * when the record was written, those before it too (a clock that was set is a record of its own, and comes first); all
 * durations are milliseconds of a clock that never jumps.
 */
export type WatchRecord =
  | WatchBegan
  | WatchEnded
  | NotWatched
  | ClockSet
  | LineIs
  | OutageBegan
  | OutageEnded
  | AddressIs
  | KnownAs
  | RouterRestarted
  | WitnessChanged
  | Quality
  | MailPorts
  | IdleKept
  | Rebooted

export type RecordKind = WatchRecord['kind']

/** Of this format. A record of another is passed over and counted. */
export const recordVersion = 1

interface At {
  /** When it was written, or for what has a `to` or an end, when that was. */
  readonly at: string
}

export interface WatchBegan extends At {
  readonly kind: 'began'
  /** Drawn at the start: the records from here to the next `began` of the segment are of this watcher. */
  readonly watcher: string
  readonly release: string
  readonly line: LineKey
  /** Between two looks while all is well. */
  readonly intervalMs: number
  /** Between two looks at public witnesses while all is well: an interruption that only they see is timed no better. */
  readonly farEveryMs: number
}

/** `asked`: by a signal. The others are written by the watcher that came next, with the time at which it was last alive. */
export interface WatchEnded extends At {
  readonly kind: 'ended'
  readonly watcher: string
  readonly why: 'asked' | 'killed' | 'machine-restarted'
}

/** The watcher ran, and yet nobody looked: `asleep` (the machine), `stopped` (this program, or the machine it is a guest on). */
export interface NotWatched extends At {
  readonly kind: 'not-watched'
  readonly from: string
  readonly to: string
  readonly why: 'asleep' | 'stopped'
}

/** Somebody set the clock: what it was called `was` is `at` from here on. */
export interface ClockSet extends At {
  readonly kind: 'clock-set'
  readonly was: string
}

/** The gateway is another one: a new router, or the machine was carried elsewhere. */
export interface LineIs extends At {
  readonly kind: 'line'
  readonly line: LineKey
}

/** Where an interruption lies: see `OutagePlace`. */
export const places = [
  'machine',
  'home',
  'router',
  'provider',
  'provider-or-beyond',
  'beyond',
] as const satisfies readonly OutagePlace[]
export type Place = (typeof places)[number]

/** An instant between two looks: the middle, and how far off it may be, ms. */
export interface Instant {
  readonly time: string
  readonly withinMs: number
}

export interface OutageBegan extends At {
  readonly kind: 'outage-began'
  readonly family: Family
  readonly from: Instant
  /** It was so when the watcher began to look, or looked again: when it had begun, nobody saw. */
  readonly foundSo?: true
  readonly place: Place
  /** Whom we asked in vain and who answered all the same, at the look that settled it. */
  readonly silent: readonly string[]
  readonly answered: readonly string[]
}

export interface OutageEnded extends At {
  readonly kind: 'outage-ended'
  readonly family: Family
  /** Begin and place again, as they are known at the end: a place may be known better by then. */
  readonly from: Instant
  readonly foundSo?: true
  readonly to: Instant
  /** Of a clock that never jumps, so it stands even where the clock was set in between. */
  readonly tookMs: number
  readonly place: Place
  /** It was asked for: `--reboot-test`. */
  readonly planned?: true
  /** It did not come back: for a day of looks this machine had neither a route nor an address of the family. */
  readonly notOffered?: true
}

/**
 * An address, first of all and whenever it changes. `public`: as others see it. `prefix`: the IPv6 network that the machine is
 * in, as `2001:db8:1::/64`. `host`: the rest of its IPv6 address. `router`: what the router has outside, by its own word.
 */
export interface AddressIs extends At {
  readonly kind: 'address'
  readonly what: 'public' | 'prefix' | 'host' | 'router'
  readonly family: Family
  readonly address: string
  /** What it was before; absent where none is known. */
  readonly was?: string
  /** It changed over an interruption of the line. */
  readonly afterOutage: boolean
}

/** What a public address is to others. */
export interface KnownAs extends At {
  readonly kind: 'known-as'
  readonly family: Family
  readonly address: string
  /** Its reverse name; null where it has none. */
  readonly name: string | null
  /** The answers of `names.reverse.*` and `reputation.policy.*`, for this address; absent where nobody could tell. */
  readonly reverse?: string
  readonly policy?: string
}

/**
 * The router says so itself: its clock of seconds began anew (RFC 6886 §3.6). It may say so some time after the line is back: an
 * interruption at `home` during which it began anew was the router's.
 */
export interface RouterRestarted extends At {
  readonly kind: 'router-restarted'
  /** When it began anew, by that clock. */
  readonly since?: string
}

/** A witness that is silent although the line is up, or answers again: no fault of the line's. */
export interface WitnessChanged extends At {
  readonly kind: 'witness'
  readonly witness: string
  readonly silent: boolean
}

/** How well the line did from `from` to `at`, interruptions left out. */
export interface Quality extends At {
  readonly kind: 'quality'
  readonly from: string
  /** How often we looked. */
  readonly looks: number
  readonly ways: readonly WayQuality[]
}

/** Kept as a row, `["gateway","v4",120,0,0.4,1.2,0.1]`: see `way-row.ts`. */
export interface WayQuality {
  readonly to: 'gateway' | 'hop' | 'far'
  readonly family: Family
  readonly asked: number
  readonly lost: number
  /** Of the answers, ms: the middle, the one that 19 of 20 do not exceed, and the mean step from one to the next. */
  readonly medianMs?: number
  readonly p95Ms?: number
  readonly jitterMs?: number
}

/** The mail ports, as a check finds them: the answers of its `inbound.*` and `outbound.*`. Written first, and when they change. */
export interface MailPorts extends At {
  readonly kind: 'mail-ports'
  readonly answers: { readonly [check: string]: string }
}

/** How long a silent TCP connection to the probe was kept by whatever is in between. */
export interface IdleKept extends At {
  readonly kind: 'idle'
  readonly family: Family
  /** The longest silence that a connection outlived, and the shortest that it did not. */
  readonly keptMs?: number
  readonly lostMs?: number
}

/** The guided test: the box was switched off and on. */
export interface Rebooted extends At {
  readonly kind: 'reboot-test'
  /** Written beside the watcher that may be running, which may watch another line. */
  readonly line: LineKey
  readonly offFrom: string
  readonly to: string
  readonly before: { readonly v4?: string; readonly v6Prefix?: string; readonly mappings?: readonly string[] }
  readonly after: { readonly v4?: string; readonly v6Prefix?: string; readonly mappings?: readonly string[] }
}
