import type { RouterSpeech } from '../../core/journal.ts'
import type { Endpoint, Family } from '../../core/line.ts'
import { type Forward, PortTable } from './port-table.ts'
import type { RouterSpec } from './router-spec.ts'

/** A port that somebody asks the router for. */
export interface Wanted {
  readonly speech: RouterSpeech
  readonly family: Family
  readonly external: number
  readonly internal: Endpoint
  /** Seconds; 0: for ever. */
  readonly leaseS: number
  readonly description: string
  readonly nonce?: string
  readonly pinhole?: number
}

/** Each language has a code of its own for it. */
export type Refusal = 'forbidden' | 'no-wan' | 'permanent-only' | 'same-port-only' | 'conflict'

export interface KeeperOptions {
  readonly spec: RouterSpec
  /** The addresses of the machine that asks: nobody else does. */
  readonly machine: Readonly<Record<Family, readonly string[]>>
  readonly neighbour: string
  /** An address that no machine has. */
  readonly nobody: string
}

/** RFC 6335 §6: below are the system ports. */
const firstHighPort = 1024

/** Decides who gets which port, in every language alike, and keeps the table. */
export class Keeper {
  readonly table = new PortTable()
  readonly #options: KeeperOptions

  constructor(options: KeeperOptions) {
    this.#options = options
    const { spec, machine, neighbour, nobody } = options
    const addresses = { neighbour, nobody, machine: machine.v4[0] ?? '' }
    for (const { external, to } of spec.has ?? []) {
      const internal = { address: addresses[to], port: external }
      this.table.keep({ family: 'v4', external, internal, endsMs: Number.POSITIVE_INFINITY, description: 'by hand' })
    }
  }

  isAsking(address: string): boolean {
    const { v4, v6 } = this.#options.machine
    return v4.includes(address) || v6.includes(address)
  }

  /** Why not; undefined if it may be. */
  refusal({ speech, family, external, internal, leaseS }: Wanted): Refusal | undefined {
    const { refuses, wan } = this.#options.spec
    const lowest = Math.min(external, internal.port)
    if (refuses === 'everything' || (refuses === 'low-ports' && lowest < firstHighPort)) return 'forbidden'
    // Nobody gets a port for somebody else, as with the "secure mode" of miniupnpd.
    if (!this.isAsking(internal.address)) return 'forbidden'
    if (family === 'v6') return undefined
    if (wan === 'none') return 'no-wan'
    if (speech === 'upnp' && refuses === 'leases' && leaseS !== 0) return 'permanent-only'
    if (speech === 'upnp' && refuses === 'other-ports' && external !== internal.port) return 'same-port-only'
    return this.#isTaken(external) ? 'conflict' : undefined
  }

  /**
   * The port that NAT-PMP and PCP give: they know no conflict, and hand out another (RFC 6886 §3.3, RFC 6887 §11.3). 0 asks for
   * any.
   */
  assigned(suggested: number): number {
    const { substitutes, refuses } = this.#options.spec
    const another = substitutes === true && (refuses !== 'low-ports' || suggested < firstHighPort)
    if (another || suggested === 0) return this.table.free(firstHighPort)
    return this.#isTaken(suggested) ? this.table.free(suggested) : suggested
  }

  /** What was not refused. */
  grant({ family, external, internal, leaseS, description, nonce, pinhole }: Wanted): void {
    if (this.#options.spec.lies === 'says-yes') return
    const endsMs = leaseS === 0 ? Number.POSITIVE_INFINITY : performance.now() + leaseS * 1000
    const whose = { ...(nonce !== undefined && { nonce }), ...(pinhole !== undefined && { pinhole }) }
    this.table.keep({ family, external, internal, endsMs, description, ...whose })
  }

  takeBack(line: Forward): void {
    if (this.#options.spec.keeps !== true) this.table.drop(line)
  }

  /** Where a connection that comes to a port outside is led right now. */
  leads(external: number): Endpoint | undefined {
    return this.#options.spec.lies === 'forwards-nothing' ? undefined : this.table.at(external)?.internal
  }

  /** Whether there is a hole for a port of the machine in the IPv6 firewall right now. */
  admits(port: number): boolean {
    if (this.#options.spec.lies === 'forwards-nothing') return false
    return this.table.all().some(({ family, internal }) => family === 'v6' && internal.port === port)
  }

  #isTaken(external: number): boolean {
    const line = this.table.at(external)
    return line !== undefined && !this.isAsking(line.internal.address)
  }
}
