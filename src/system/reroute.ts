import { type Failure, failed, type Outcome, success } from '../core/failure.ts'
import type { Endpoint, Family, Hops, ListenAt } from '../core/line.ts'
import { written } from './endpoint.ts'

/**
 * Where the invented endpoints of a scripted line really are. The map is read at every call, so a scripted world may
 * change while it is used.
 */
export interface Reroute {
  /** `203.0.113.5:25` or `[2001:db8::5]:25` to a loopback endpoint, or to the failure that reaching for it ends in. */
  readonly dial: Readonly<Record<string, Endpoint | Failure>>
  /**
   * `v4:25` to the loopback endpoint that really listens (port 0: any free one), or to the failure that listening ends
   * in. A port that is not here fails `not-permitted`.
   */
  readonly listen?: Readonly<Record<string, Endpoint | Failure>>
  /** Our own address of each family: as it is told, and the loopback address that we really speak from. */
  readonly self?: { readonly [F in Family]?: { readonly nominal: string; readonly real: string } }
  /**
   * Loopback addresses of others, or single endpoints there (`127.0.0.1:1900`), to the addresses that they stand for:
   * who calls, who answers.
   */
  readonly callers?: Readonly<Record<string, string>>
  /** Name servers, by their invented endpoints: they must be in `dial` too. */
  readonly resolvers?: readonly Endpoint[]
  readonly hops?: Hops
  /** Told where a port really listens, and (undefined) that it no longer does: the other side's map follows. */
  readonly onListen?: (at: ListenAt, real: Endpoint | undefined) => void
  /** Told of everybody who is reached for, in the map or not. */
  readonly onReach?: (to: Endpoint) => void
  /** Told whom a dialled connection is for, and the loopback endpoint that it is made from, before it stands. */
  readonly onConnecting?: (to: Endpoint, real: Endpoint) => void
}

/** The loopback endpoint behind an invented one. */
export function route(map: Reroute, to: Endpoint): Outcome<Endpoint> {
  const key = written(to)
  map.onReach?.(to)
  const found = Object.hasOwn(map.dial, key) ? map.dial[key] : undefined
  if (found === undefined) return failed('network-unreachable', `${key} is not in the map`)
  return typeof found === 'string' ? failed(found, 'scripted') : success(found)
}

/** The invented address behind the loopback endpoint of somebody else. */
export function nominalAddress(map: Reroute, real: Endpoint): string {
  const { callers = {} } = map
  const named = (key: string) => (Object.hasOwn(callers, key) ? callers[key] : undefined)
  return named(written(real)) ?? named(real.address) ?? real.address
}
