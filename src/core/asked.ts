import type { Family } from './line.ts'

/**
 * What the user wants to know and whom may be asked: flags, configuration and built-in knowledge, merged by the cli.
 * Checks read it and never import a default of their own.
 */
export interface Asked {
  /** Our own version, which probes are told. */
  readonly release: string
  /** Probes of one's own, best first. */
  readonly probes: readonly ProbeAddress[]
  /** Public STUN servers (RFC 8489), by name or address, each of another operator. */
  readonly stun: readonly Service[]
  /** Servers of large operators that listen on a mail port for everybody, each a second witness for its port. */
  readonly servers: readonly Service[]
  /** Name servers that tell which address they are asked from, each of another operator. */
  readonly addressWitnesses?: readonly AddressWitness[]
  /** The public measurement network Globalping: asked only where the user agreed, for it publishes what it measures. */
  readonly globalping?: {
    /** `https://api.globalping.io`, without a path. */
    readonly base: string
    readonly token?: string
    /** Keys that may answer in place of the public authorities'. */
    readonly pins?: readonly string[]
    /** Where to call from; the usual places unless told. */
    readonly from?: readonly CallingPlace[]
  }
  /** Services that dial whoever asks, and say no more than whether they got through (echoip). */
  readonly portCheckers?: readonly PortChecker[]
  /** A page of a known text, in the clear: a hotel's network answers for it with a page of its own. */
  readonly portal?: { readonly url: string; readonly body: string }
  /** The interface that the line is meant to leave by. */
  readonly interface?: string
  /** The domain that mail is to be for. */
  readonly domain?: string
  /** The name of the machine that would carry the mail. */
  readonly host?: string
  /** Under which names the domain's DKIM keys are, as in `<selector>._domainkey.<domain>` (RFC 6376 §3.1). */
  readonly selectors?: readonly string[]
  /** Lists of addresses and of domains that receivers ask before they take mail. */
  readonly blocklists?: readonly Blocklist[]
  /** Names whose signatures (DNSSEC) are known to be good, or to be bad: what a resolver makes of them tells whether it looks. */
  readonly validation?: {
    readonly signed: string
    readonly bogus: string
    /** Public resolvers that look, by their addresses, each of another operator: for where one's own does not. */
    readonly resolvers?: readonly string[]
  }
  /** A relay that would send for this line. */
  readonly relay?: Service
}

export interface ProbeAddress {
  /** `https://host:port`, without a path. */
  readonly url: string
  /** A name, or an address without brackets. */
  readonly host: string
  readonly port: number
  /** The keys that may answer, as pins; empty for a name that the public authorities vouch for. */
  readonly pins: readonly string[]
}

export interface AddressWitness {
  readonly server: { readonly name: string; readonly v4?: string; readonly v6?: string }
  readonly question: string
  /** For each family that it can tell, the type to ask for. */
  readonly types: { readonly [F in Family]?: 'A' | 'AAAA' | 'TXT' }
}

/** A list in the DNS (RFC 5782), asked by a question for an A record in its zone. */
export interface Blocklist {
  /** Who keeps it, for people: `Spamhaus ZEN`. */
  readonly name: string
  readonly zone: string
  /** What the zone is called in a report, where the zone itself has a key in it that nobody else may learn. */
  readonly shownAs?: string
  /** What is listed in it: addresses of these families, or domains. */
  readonly of: readonly (Family | 'domain')[]
  /**
   * What each answer means. `policy`: a line of this kind is not supposed to send mail itself, by its provider's word or
   * by the list's. `abuse`: bad mail was seen from there. `minor`: as that, and few receivers heed it. `good`: no reproach.
   * `refused`: the list does not answer whoever asks like this. An answer that is not here says nothing.
   */
  readonly codes: Readonly<Record<string, ListingKind>>
  /** Where an address or domain is taken off it, or where it is said how; absent where the user has not told. */
  readonly removal?: string
}

export type ListingKind = 'policy-by-provider' | 'policy' | 'abuse' | 'minor' | 'good' | 'refused'

export interface PortChecker {
  /** `https://host:port`, without a path. */
  readonly url: string
  readonly pins: readonly string[]
}

/** A country, a continent, a network, or a name that Globalping finds out about. */
export type CallingPlace =
  | { readonly continent: string }
  | { readonly country: string }
  | { readonly asn: number }
  | { readonly magic: string }

export interface Service {
  readonly host: string
  readonly port: number
}
