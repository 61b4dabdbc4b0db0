import type { Outcome } from './failure.ts'
import type { Endpoint, Family } from './line.ts'
import type { Address, Banner } from './mark.ts'

/**
 * What was changed on the router, written down before it was changed: whatever becomes of us, `restore` finds it.
 *
 * Every note is on the disk when its promise is fulfilled. Where it cannot be written, nothing may be changed.
 */
export interface Journal {
  /** Notes a change that is about to be made. Gives the id to speak of it by. */
  begin(change: RouterChange): Promise<Outcome<string>>
  /** What became known of it afterwards: the id that the router gave a pinhole. */
  amend(id: string, change: RouterChange): Promise<Outcome<void>>
  /** It was taken back, or was never made. */
  end(id: string): Promise<Outcome<void>>
  /** All that was begun and not ended, by whomever on this machine, oldest first. */
  unended(): Promise<Outcome<readonly NotedChange[]>>
}

export interface NotedChange {
  readonly id: string
  readonly change: RouterChange
}

export interface RouterChange {
  /** ISO 8601, UTC. */
  readonly at: string
  /** The address that the router was spoken to at. */
  readonly router: string
  readonly speech: RouterSpeech
  /** A port of the router that leads to a machine, or a hole in its IPv6 firewall. */
  readonly kind: 'mapping' | 'pinhole'
  readonly family: Family
  readonly external: number
  readonly internal: Endpoint
  /** Seconds; 0 where the router knows no end. */
  readonly leaseS: number
  /** PCP: proves that a mapping is ours (RFC 6887 §11.1). 24 hex digits. */
  readonly nonce?: string
  /** The id of a pinhole, once the router has given it. */
  readonly pinhole?: number
  /** What the router's table had for that port; null: nothing; absent: it does not tell. */
  readonly before?: TableEntry | null
}

/** The languages in which a router is asked for a port. */
export type RouterSpeech = 'upnp' | 'pcp' | 'natpmp'

/** One line of a router's table of TCP forwards. */
export interface TableEntry {
  readonly external: number
  readonly internal: { readonly address: Address; readonly port: number }
  /** Seconds that are left; 0: for ever. */
  readonly leaseS: number
  readonly enabled: boolean
  /** What whoever asked for it wrote there. */
  readonly description: Banner
  /** Empty: callers from anywhere. */
  readonly remoteHost: Address
}
