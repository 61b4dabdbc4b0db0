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
  /** Where the agent calls its own public address from. */
  const itself = new Set<string>()
  // Who calls himself by way of the router is taken for the router.
  const within = uplink === 'direct' ? publicAddress.v4 : home.router
  const worn = (all: Iterable<string>, address: string) => Object.fromEntries([...all].map((real) => [real, address]))
  return {
    seenByProbe({ address, port }) {
      if (familyOf(address) === 'v6') return publicAddress.v6
      if (elsewhere.has(port)) return provider.mailExit
      return changed ? provider.nextCustomer : publicAddress.v4
    },
    callers: () => ({
      // Nobody but the probe calls from outside: it is the only one who knows where.
      [loopback.v4]: hosts.probe.v4,
      [loopback.v6]: hosts.probe.v6,
      ...worn(itself, within),
      ...worn(routerAnswersFrom.map(written), home.router),
    }),
    onConnecting: {
      agent(to, real) {
        if (to.address === publicAddress.v4) itself.add(written(real))
      },
      // The port may have been one that the agent called itself from.
      probe: (_to, real) => void itself.delete(written(real)),
    },
    leavesElsewhere: (port) => void elsewhere.add(port),
    changeAddress() {
      changed = true
    },
  }
}
