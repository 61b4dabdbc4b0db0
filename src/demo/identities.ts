import type { Endpoint, Family } from '../core/line.ts'
import { familyOf, written } from '../system/endpoint.ts'
import type { Reroute } from '../system/reroute.ts'
import { home, hosts, loopback, provider } from './addresses.ts'
import type { LineSpec } from './scenario.ts'

/** Who is taken for whom. Everybody speaks from the same loopback address, so ports tell them apart. */
export interface Identities {
  /** Whom the probe sees, by where the caller really calls from. */
  seenByProbe(peer: Endpoint): string
  /** For the agent's map: who calls, and who answers. */
  callers(): NonNullable<Reroute['callers']>
  /** For the agent's map and for the probe's. */
  readonly onConnecting: Readonly<Record<'agent' | 'probe', NonNullable<Reroute['onConnecting']>>>
  /** A connection from outside is made from that endpoint, by somebody who is not the probe. */
  callsAs(real: Endpoint, address: string): void
  /** A connection that leaves by another address than the others is made from that port. */
  leavesElsewhere(port: number): void
  /** The line is set up anew. */
  changeAddress(): void
}

export function identities(
  { uplink }: LineSpec,
  publicAddress: Readonly<Record<Family, string>>,
  routerAnswersFrom: readonly Endpoint[],
): Identities {
  let changed = false
  const elsewhere = new Set<number>()
  /** Who calls, by where: the agent itself and strangers. Everybody else is the probe. */
  const known = new Map<string, string>()
  // Who calls himself by way of the router is taken for the router.
  const within = uplink === 'direct' ? publicAddress.v4 : home.router
  return {
    seenByProbe({ address, port }) {
      if (familyOf(address) === 'v6') return publicAddress.v6
      if (elsewhere.has(port)) return provider.mailExit
      return changed ? provider.nextCustomer : publicAddress.v4
    },
    callers: () => ({
      [loopback.v4]: hosts.probe.v4,
      [loopback.v6]: hosts.probe.v6,
      ...Object.fromEntries(known),
      ...Object.fromEntries(routerAnswersFrom.map((real) => [written(real), home.router])),
    }),
    onConnecting: {
      agent(to, real) {
        if (to.address === publicAddress.v4) known.set(written(real), within)
      },
      // The port may have been another caller's before.
      probe: (_to, real) => void known.delete(written(real)),
    },
    callsAs: (real, address) => void known.set(written(real), address),
    leavesElsewhere: (port) => void elsewhere.add(port),
    changeAddress() {
      changed = true
    },
  }
}
