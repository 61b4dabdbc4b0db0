import type { Expected } from '../checks/expected.ts'
import type { Abilities } from '../core/ability.ts'
import type { LineVerdict } from '../core/ability.ts'
import type { MailPort } from '../wire/mail-port.ts'

/** A line as data, and what the program must say of it. */
export interface Scenario {
  readonly name: string
  /** One sentence: what is the matter with this line. */
  readonly title: string
  readonly line: LineSpec
  readonly answers: Expected
  readonly abilities: Abilities
  readonly verdict: LineVerdict
}

/** What lies between the machine and the internet. Whatever is left out is that of a good line over IPv4. */
export interface LineSpec {
  /**
   * How the machine is connected. `router`: behind a router that wears the public address. `direct`: it wears that
   * address itself. `carrier`: the router has one of the provider's inner addresses. `tunnel`: through a VPN. `none`: no
   * default route. `dead`: behind a router whose line is down.
   */
  readonly uplink?: 'router' | 'direct' | 'carrier' | 'tunnel' | 'none' | 'dead'
  /** IPv6 beside IPv4, and nothing in its way. */
  readonly v6?: 'native-open'
  /** Ports that come in over IPv4 (all unless told), and what becomes of connections to the others. */
  readonly forwards?: readonly MailPort[]
  readonly elsewise?: 'timed-out' | 'refused'
  /** What becomes of connections to port 25 of others; `intercepted`: another server takes them. */
  readonly outbound25?: 'timed-out' | 'refused' | 'intercepted'
  /** Ports of this machine that cannot be listened on: a mail server has them, or it takes root to open them. */
  readonly held?: 'server-on-25' | 'low-ports'
  /**
   * `none` was given; `gone`: given, but nobody answers; `wrong-key`: another key answers; `busy`: it has had too many
   * requests; `egress-blocked`: its own provider lets no port 25 out.
   */
  readonly probe?: 'none' | 'gone' | 'wrong-key' | 'busy' | 'egress-blocked'
  /** What happens in the middle of a run, once the answer of that check is known. */
  readonly event?: { readonly after: keyof Expected; readonly happens: 'probe-dies' | 'address-changes' }
}
