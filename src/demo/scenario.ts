import type { Expected } from '../checks/expected.ts'
import type { Abilities, LineVerdict } from '../core/ability.ts'
import type { DialledPort } from '../wire/control-port.ts'
import type { MailPort } from '../wire/mail-port.ts'
import type { RouterSpec } from './fake-router/router-spec.ts'
import type { Differences } from './names/zone.ts'
import type { PastSpec } from './scripted-past.ts'

/** A line as data, and what the program must say of it. */
export interface Scenario {
  readonly name: string
  /** One sentence: what is the matter with this line. */
  readonly title: string
  readonly line: LineSpec
  /** Whether the user has allowed changes on the router; not unless told. */
  readonly mayAlterRouter?: boolean
  readonly answers: Expected
  readonly abilities: Abilities
  readonly verdict: LineVerdict
}

/** What lies between the machine and the internet. Whatever is left out is that of a good line over IPv4. */
export interface LineSpec {
  /**
   * How the machine is connected. `router`: behind a router that wears the public address. `direct`: it wears that
   * address itself. `carrier`: the router has one of the provider's inner addresses. `tunnel`: through a VPN. `none`: no
   * default route. `dead`: behind a router whose line is down. `portal`: in a network that wants a login first.
   */
  readonly uplink?: 'router' | 'direct' | 'carrier' | 'tunnel' | 'none' | 'dead' | 'portal'
  /**
   * IPv6 beside IPv4, and nothing in its way; `privacy`: it leaves by an address that is replaced within a day,
   * beside one that lasts (`privacy-alone`: without); `firewalled`: the router lets nothing in but what it is asked to.
   */
  readonly v6?: 'native-open' | 'privacy' | 'privacy-alone' | 'firewalled'
  /** Ports that come in over IPv4 (all mail ports unless told), and what becomes of connections to the others. */
  readonly forwards?: readonly DialledPort[]
  readonly elsewise?: 'timed-out' | 'refused'
  /** What the router speaks, if there is one: nothing unless told. A port that it is asked for comes in as well. */
  readonly router?: RouterSpec
  /** Ports that the provider lets nobody in on over IPv4, wherever the router would lead them: these, or all below 1024. */
  readonly blocksIn?: readonly number[] | 'low-ports'
  /**
   * What the machine meets when it dials its own public address: what everybody else does (`works`, unless told), nobody,
   * or the router itself.
   */
  readonly hairpin?: 'works' | 'fails' | 'router-answers'
  /** What becomes of connections that come in so far. */
  readonly arriving?: { readonly [P in MailPort]?: Arriving }
  /** What becomes of connections to the mail ports of others. */
  readonly outbound?: { readonly [P in MailPort]?: Treatment }
  /**
   * Ports of this machine that cannot be listened on, for a mail server has them (`server-unseen`: and the system does
   * not tell who is connected; `server-for-itself`: and it listens for this machine alone), or it takes root to open them.
   */
  readonly held?: 'server-on-25' | 'server-unseen' | 'server-for-itself' | 'low-ports'
  /**
   * `none` was given; `gone`: given, but nobody answers; `wrong-key`: another key answers; `busy`: it has had too many
   * requests; `egress-blocked`: its own provider lets no port 25 out.
   */
  readonly probe?: 'none' | 'gone' | 'wrong-key' | 'busy' | 'egress-blocked'
  /**
   * Strangers who were asked to call: the volunteers of Globalping (which has this line on a list of bad addresses:
   * `globalping-listed`), or a service that dials whoever asks.
   */
  readonly strangers?: 'globalping' | 'globalping-listed' | 'port-checker'
  /** What becomes of packets to STUN servers. */
  readonly stun?: 'refused'
  /** Name servers were given that tell whom they are asked by; `taken`: the provider's resolver answers in their place. */
  readonly nameServers?: 'heard' | 'taken'
  /** Which network announces the line's address: nobody tells unless told. */
  readonly network?: { readonly asn: number; readonly name: string; readonly country: string }
  /** What the user has said of the names that mail is to be for: nothing unless told. */
  readonly named?: { readonly domain: string; readonly host?: string; readonly selectors?: readonly string[] }
  /** Names that have other records than they have on a good line, or that are on a list. */
  readonly records?: Differences
  /** Large receivers greet this line with a refusal. */
  readonly receivers?: 'turn-away'
  /** What the page says that tells how mail for the domain is to be secured (MTA-STS), or how reaching for it ends. */
  readonly policy?: { readonly text: string } | 'refused' | 'untrusted'
  /**
   * What the resolver in the router is that everybody at home asks; it checks signatures unless told. `plain`: it does not.
   * `rewriting`: it has an address for names that do not exist. `failing`: it finds nothing out. `intercepting`: whatever
   * name server is asked, it is this one that answers. `withholding`: it has nothing of the domain yet.
   */
  readonly resolver?: 'plain' | 'rewriting' | 'failing' | 'intercepting' | 'withholding'
  /** The router is a Bbox whose address is shared, by ports: these are its own, and no other ever arrives (MAP-T). */
  readonly ownPorts?: { readonly from: number; readonly to: number }
  /** What earlier days have seen of the line. */
  readonly past?: PastSpec
  /** A relay was given, and what becomes of connections to it. */
  readonly relay?: 'reachable' | 'in-the-clear' | 'timed-out' | 'refused'
  /** What happens in the middle of a run, once the answers of these checks are known. */
  readonly event?: { readonly after: readonly (keyof Expected)[]; readonly happens: 'probe-dies' | 'address-changes' }
}

/**
 * `other-machine`: another one on the same network takes them. `own-firewall`: this machine drops them. `reply-lost`:
 * they arrive, and our answers do not. `masked`: what we say is changed on its way out.
 */
export type Arriving = 'other-machine' | 'own-firewall' | 'reply-lost' | 'masked'

/** They end so, another server takes them (`intercepted`), or somebody on the way meddles with them. */
export type Treatment = 'timed-out' | 'refused' | 'intercepted' | Meddling

/**
 * `masked`: the greeting is made unreadable. `starttls-removed`: the offer of it is taken out. `tls-taken`: TLS is ended
 * by somebody with a key of their own. `other-address`: they leave by another address than everything else.
 * `large-lost`: what is too large for one packet vanishes.
 */
export type Meddling = 'masked' | 'starttls-removed' | 'tls-taken' | 'other-address' | 'large-lost'
