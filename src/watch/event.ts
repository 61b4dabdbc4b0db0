import type { Family } from '../core/line.ts'
import type { LineKey } from '../history/line-key.ts'
import type { Place } from '../history/record.ts'

/**
 * What somebody is told of: a change, seen twice, in rounded figures, so that noise is silent. Public format, see
 * `docs/format.md`: what `--on-change` gets on its standard input and a webhook as its body.
 */
export interface WatchEvent {
  readonly schema: 1
  /** Drawn for each event: whoever gets one twice can tell. */
  readonly id: string
  /** When it happened, ISO 8601, UTC. */
  readonly at: string
  readonly line: LineKey
  /** For a person: whole sentences. */
  readonly says: string
  readonly happened: Happened
}

export type Happened =
  /** `unseen`: it was so when the watcher began to look. */
  | { readonly event: 'outage-began'; readonly family: Family; readonly place: Place; readonly unseen?: 'begin' }
  | {
      readonly event: 'outage-ended'
      readonly family: Family
      readonly place: Place
      readonly from: string
      readonly to: string
      readonly seconds: number
      /**
       * What nobody saw: the `begin` (it was so when the watcher began to look at `from`), the `end` (it was over when one
       * looked again at `to`), or something in the `middle` (the watcher was started anew, and it was still so).
       */
      readonly unseen?: 'begin' | 'middle' | 'end'
      /** It did not come back: for a day this machine had neither a route nor an address of the family. */
      readonly notOffered?: true
    }
  /** Told in place of single interruptions, once an hour: so many began from `from` to `to`, and took so long in all. */
  | {
      readonly event: 'flapping'
      readonly family: Family
      readonly outages: number
      readonly seconds: number
      readonly from: string
      readonly to: string
    }
  | {
      readonly event: 'address-changed'
      readonly family: Family
      readonly what: 'public' | 'prefix' | 'router'
      readonly from: string
      readonly to: string
      readonly afterOutage: boolean
      /** It became another one while nobody watched. */
      readonly afterGap?: true
    }
  | {
      readonly event: 'mail-ports-changed'
      readonly changed: readonly { readonly check: string; readonly from: string; readonly to: string }[]
    }
  /** Of the far witnesses, in percent, rounded to a whole number: for two hours in a row. */
  | { readonly event: 'loss-began' | 'loss-ended'; readonly family: Family; readonly percent: number }
  | { readonly event: 'router-restarted' }
  /** Nobody watched for longer than a few looks: from when to when. */
  | { readonly event: 'was-not-watching'; readonly from: string; readonly to: string }
