import type { Line } from '../core/line.ts'
import { askNatPmp } from '../protocols/natpmp/ask-nat-pmp.ts'
import { placeTowards } from '../protocols/router/router-place.ts'
import type { Look } from './look.ts'
import { questionMs } from './question-ms.ts'
import type { WayOut } from './ways-out.ts'

export interface RouterTold {
  readonly epochS?: Look['routerEpochS']
  /** What it has outside. */
  readonly external?: string
}

/** A router that speaks no NAT-PMP is asked again so often: it may have been allowed meanwhile. */
const againMs = 3_600_000
/** One that spoke it begins to once more some time after the line is back, and then to say that it has restarted. */
const spokeAgainMs = 60_000

/**
 * What our own router says in NAT-PMP (RFC 6886): for how long it has been running (§3.6), and its address outside. Nothing
 * is asked of a router that does not speak it, but once an hour, once a minute if it ever did, and when `pressing`.
 */
export function routerClock(
  line: Line,
): (way: WayOut | undefined, options: { readonly pressing: boolean }) => Promise<RouterTold> {
  let muteSinceMs: number | undefined
  let pauseMs = againMs
  return async (way, { pressing }) => {
    const { elapsed } = line.clock
    if (way?.family !== 'v4' || way.interface === undefined || way.gateway === undefined) return {}
    if (!pressing && muteSinceMs !== undefined && elapsed() - muteSinceMs < pauseMs) return {}
    const local = way.addresses.map(({ address }) => address)
    const place = placeTowards('v4', { interface: way.interface, local, router: way.gateway })
    if (place === undefined) return {}
    const met = await askNatPmp(line, place, questionMs)
    muteSinceMs = met.kind === 'answers' ? undefined : elapsed()
    if (met.kind !== 'answers') return {}
    pauseMs = spokeAgainMs
    return { epochS: met.epochS, ...(met.result === 0 && met.external !== undefined && { external: met.external }) }
  }
}
