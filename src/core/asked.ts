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
