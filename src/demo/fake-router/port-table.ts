import type { Endpoint, Family } from '../../core/line.ts'

/** A port of the router that leads to a machine; over IPv6 a hole in its firewall, where both ports are the same. */
export interface Forward {
  readonly family: Family
  readonly external: number
  readonly internal: Endpoint
  /** When it ends, by `performance.now()`; infinite: never. */
  readonly endsMs: number
  readonly description: string
  /** Whose it is in PCP, hex. */
  readonly nonce?: string
  /** The id of a hole that UPnP has made. */
  readonly pinhole?: number
}

/** The one table of a router, whatever language its lines came in by. Lines whose time is over are gone. */
export class PortTable {
  #lines: readonly Forward[] = []

  all(): readonly Forward[] {
    const now = performance.now()
    this.#lines = this.#lines.filter(({ endsMs }) => endsMs > now)
    return this.#lines
  }

  /** The line of a port outside (IPv4). */
  at(external: number): Forward | undefined {
    return this.all().find((line) => line.family === 'v4' && line.external === external)
  }

  /** The line that leads to a port of a machine. */
  towards(internal: Endpoint): Forward | undefined {
    return this.all().find((line) => sameEndpoint(line.internal, internal))
  }

  /** Takes the place of what has the same port outside, or is the same hole. */
  keep(line: Forward): void {
    const replaced = line.family === 'v4' ? this.at(line.external) : this.towards(line.internal)
    this.#lines = [...this.all().filter((each) => each !== replaced), line]
  }

  drop(line: Forward): void {
    this.#lines = this.all().filter((each) => each !== line)
  }

  /** The first port from there on that is free outside. */
  free(from: number): number {
    let port = from
    while (this.at(port) !== undefined) port += 1
    return port
  }
}

/** Whole seconds; 0 for ever. */
export function secondsLeft({ endsMs }: Forward): number {
  return Number.isFinite(endsMs) ? Math.ceil((endsMs - performance.now()) / 1000) : 0
}

function sameEndpoint(one: Endpoint, other: Endpoint): boolean {
  return one.address === other.address && one.port === other.port
}
