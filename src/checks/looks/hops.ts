import type { Asked } from '../../core/asked.ts'
import { maybe } from '../../core/check.ts'
import type { Failure } from '../../core/failure.ts'
import type { Line } from '../../core/line.ts'
import { defineLook } from '../../core/look.ts'
import type { Address } from '../../core/mark.ts'
import { resolveHost } from '../../protocols/dns/resolve-host.ts'
import { budgets } from '../budgets.ts'
import { lineAddress } from '../line/address.ts'
import { linePath } from '../line/path.ts'
import { vantageProbe } from '../vantage/probe.ts'

export interface HopsFacts {
  /** Who answers a ping to our own public address that may pass no router: the router itself, if it wears it. */
  readonly ownAddress: Echo | null
  /** Who answers as the time to live grows, on the way to a far host. */
  readonly beyond: readonly Echo[]
}

export interface Echo {
  readonly ttl: number
  readonly kind: 'reached' | 'expired' | 'unreachable' | 'silent'
  readonly from?: Address
  readonly failure?: Failure
}

/** The provider's edge, and a carrier's translator behind it, lie within this many hops. */
const farthest = 4
/** A router answers within its round trip; a line by satellite needs 0.7 s. */
const echoMs = 900

/** The routers right behind our own: where a provider's network address translation shows. */
export const hops = defineLook<HopsFacts>()({
  look: 'hops.v4',
  revision: 1,
  needs: { path: linePath, address: maybe(lineAddress.v4), probe: maybe(vantageProbe) },
  budget: budgets.hops,
  marks: { from: 'address' },
  async observe(line, { path, address, probe }, asked) {
    if (path.v4 === undefined) return { ownAddress: null, beyond: [] }
    const far = probe?.v4?.address ?? (await publicPlace(line, asked))
    const ttls = Array.from({ length: farthest }, (_, index) => index + 1)
    const [ownAddress, ...beyond] = await Promise.all([
      address === undefined || address.onThisMachine ? null : echo(line, address.address, 1),
      ...(far === undefined ? [] : ttls.map((ttl) => echo(line, far, ttl))),
    ])
    return { ownAddress: ownAddress ?? null, beyond: beyond.filter((each) => each !== null) }
  },
})

/** Anywhere beyond the provider will do: with so short a life no packet is meant to get there. */
async function publicPlace(line: Line, { stun: [first] }: Asked): Promise<string | undefined> {
  const address = first === undefined ? undefined : await resolveHost(line, 'v4', first.host)
  return address?.ok ? address.value : undefined
}

/** Asked twice before it counts as silent: routers answer few of these a second. */
async function echo(line: Line, address: string, ttl: number): Promise<Echo> {
  const first = await line.hops.echo(address, { ttl, ms: echoMs })
  const reply = first.ok || first.failure !== 'timed-out' ? first : await line.hops.echo(address, { ttl, ms: echoMs })
  return reply.ok
    ? { ttl, kind: reply.value.kind, from: reply.value.from }
    : { ttl, kind: 'silent', failure: reply.failure }
}
