/** What a provider does to the customer's connections beside blocking them, in both families unless told. */
export interface OutboundSpec {
  readonly meddling?: readonly Meddling[]
  /** Destination ports whose connections leave by a second IPv4 address, while all others keep the usual one. */
  readonly otherAddress?: readonly number[]
  readonly mtu?: Mtu
}

/** Something on the way that takes connections to these ports, whatever host they are for. */
export interface Meddling {
  readonly ports: readonly number[]
  readonly as: Meddler
}

/**
 * Those that answer themselves: `other-server` (a mail server of the provider's), `mute` (takes every connection and
 * says nothing).
 *
 * Those that pass on to the host that was dialled, with the customer's own address: `strips-starttls` (takes out the
 * offer and refuses the command), `masks` (an old firewall's SMTP fixup: `220 ****`, `250-XXXXXXXA`; commands pass),
 * `masks-commands` (the same, and commands that it does not know become X as well), `ends-tls` (speaks TLS in the
 * host's place, with a key of its own: from the start on 465 and 993, after STARTTLS elsewhere).
 */
export type Meddler = 'other-server' | 'mute' | 'strips-starttls' | 'masks' | 'masks-commands' | 'ends-tls'

/** The largest packet, in octets, that the provider carries on its way out and in. */
export interface Mtu {
  readonly out?: number
  readonly in?: number
  /** Whether it says so (RFC 1191, RFC 8201) to who sent a larger one; or they vanish, and it is a black hole. */
  readonly told: boolean
}
