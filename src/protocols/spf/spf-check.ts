import { canonical, expanded } from '../addresses.ts'
import type { AskNames } from './ask-names.ts'
import type { MacroValues } from './expand-macros.ts'
import type { SpfReason, SpfSender } from './spf-evaluation.ts'

/** RFC 7208 §4.6.4. */
export const spfLimits = {
  /** Terms that ask the DNS. */
  lookups: 10,
  /** Terms whose question found nothing. */
  voids: 2,
  /** Hosts of one `mx`, names of one `ptr`, that are looked up. */
  hosts: 10,
} as const

/** Why no result can be come to. */
export interface SpfStop {
  readonly outcome: 'temperror' | 'permerror'
  readonly reason: SpfReason
  readonly because: string
}

export interface SpfReceiver {
  /** Its name, which an explanation may ask for; by the RFC `unknown` where it is not known (§7.3). */
  readonly name: string
  /** What time it is there, ISO 8601. */
  readonly now: string
}

/** One check of one sender: who it is, whom to ask, and how much has been spent. Includes and redirects share it (§4.6.4). */
export class SpfCheck {
  readonly ask: AskNames
  readonly sender: SpfSender
  readonly #receiver: SpfReceiver
  #lookups = 0
  #voids = 0

  constructor(ask: AskNames, sender: SpfSender, receiver: SpfReceiver) {
    this.ask = ask
    // §5: an IPv4 address that comes as IPv6 is compared as IPv4.
    this.sender = { ...sender, ip: canonical(sender.ip) ?? sender.ip }
    this.#receiver = receiver
  }

  get lookups(): number {
    return this.#lookups
  }

  get voids(): number {
    return this.#voids
  }

  /** The type of record that has addresses of the sender's family. */
  get addressType(): 'A' | 'AAAA' {
    return this.sender.ip.includes(':') ? 'AAAA' : 'A'
  }

  /** A term is about to ask. */
  countLookup(): SpfStop | undefined {
    if (this.#lookups >= spfLimits.lookups) {
      const because = `it is one more term that asks the DNS than the ${spfLimits.lookups} that are allowed`
      return { outcome: 'permerror', reason: 'too-many-lookups', because }
    }
    this.#lookups += 1
    return undefined
  }

  /**
   * The question of a term found nothing. §4.6.4 counts terms: the hosts of an `mx` that have no address of this family are
   * not counted, nor are names that only the sender's own reverse zone has.
   */
  countVoid(): SpfStop | undefined {
    this.#voids += 1
    if (this.#voids <= spfLimits.voids) return undefined
    const because = `it is one more term that finds nothing in the DNS than the ${spfLimits.voids} that are allowed`
    return { outcome: 'permerror', reason: 'too-many-voids', because }
  }

  /** What the macros stand for in the record of `domain` (§7.2). */
  valuesFor(domain: string, validated: string): MacroValues {
    const { ip, localPart, senderDomain, helo } = this.sender
    const v6 = ip.includes(':')
    return {
      s: `${localPart}@${senderDomain}`,
      l: localPart,
      o: senderDomain,
      d: domain,
      // §7.3: of IPv6 every nibble is a part.
      i: v6 ? [...expanded(ip).replaceAll(':', '')].join('.') : ip,
      p: validated,
      v: v6 ? 'ip6' : 'in-addr',
      h: helo,
      c: ip,
      r: this.#receiver.name,
      t: String(Math.floor(Date.parse(this.#receiver.now) / 1000)),
    }
  }
}
