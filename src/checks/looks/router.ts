import { maybe } from '../../core/check.ts'
import type { TableEntry } from '../../core/journal.ts'
import type { Line } from '../../core/line.ts'
import { defineLook } from '../../core/look.ts'
import type { Address } from '../../core/mark.ts'
import { sameAddress } from '../../protocols/addresses.ts'
import { specificEntry } from '../../protocols/igd/mapping-table.ts'
import { meetRouter } from '../../protocols/router/meet-router.ts'
import { meetRouterV6 } from '../../protocols/router/meet-router-v6.ts'
import type { RouterMet } from '../../protocols/router/router-met.ts'
import type { RouterMetV6 } from '../../protocols/router/router-met-v6.ts'
import { placeTowards, type RouterPlace } from '../../protocols/router/router-place.ts'
import { dialledPorts } from '../../wire/control-port.ts'
import { budgets } from '../budgets.ts'
import { linePath } from '../line/path.ts'

export interface RouterFacts {
  /** Nobody is asked where there is no router, or where the next hop is the provider's own. */
  readonly met: MarkedMet | null
  /** What the router's table has for the ports that the probe dials; empty where there is none to read. */
  readonly entries: readonly PortEntry[]
}

export interface MarkedMet extends RouterMet {
  readonly place: RouterPlace & { readonly address: Address; readonly local: Address }
}

export interface PortEntry {
  readonly port: number
  readonly entry: TableEntry | null
}

export interface RouterV6Facts {
  readonly met: (RouterMetV6 & { readonly place: MarkedMet['place'] }) | null
}

/** Which languages the router understands, and what it says of itself. Only asks: nothing is changed. */
const routerV4 = defineLook<RouterFacts>()({
  look: 'router.v4',
  revision: 1,
  needs: { path: linePath },
  budget: budgets.router,
  marks: {
    address: 'address',
    local: 'address',
    external: 'address',
    remoteHost: 'address',
    model: 'banner',
    status: 'banner',
    description: 'banner',
  },
  async observe(line, { path }) {
    const place = placeTowards('v4', path.v4)
    if (place === undefined) return { met: null, entries: [] }
    const met = await meetRouter(line, place, budgets.router - budgets.routerTable, budgets.routerSilent)
    return { met, entries: await tableOf(line, met) }
  },
})

/** The holes of an IPv6 firewall: by the service that was found over IPv4, and by PCP over IPv6. */
const routerV6 = defineLook<RouterV6Facts>()({
  look: 'router.v6',
  revision: 1,
  needs: { path: linePath, v4: maybe(routerV4) },
  budget: budgets.router,
  marks: { address: 'address', local: 'address' },
  async observe(line, { path, v4 }) {
    const place = placeTowards('v6', path.v6)
    if (place === undefined) return { met: null }
    return { met: await meetRouterV6(line, place, v4?.met ?? undefined, budgets.router - budgets.routerTable) }
  },
})

async function tableOf(line: Line, { place, upnp }: RouterMet): Promise<readonly PortEntry[]> {
  if (upnp.kind !== 'found') return []
  const { wan } = upnp.igd
  const read = dialledPorts.map(async (port) => ({ port, outcome: await specificEntry(line, place, wan, port) }))
  return (await Promise.all(read)).flatMap(({ port, outcome }) =>
    outcome.kind === 'done' ? [{ port, entry: outcome.value }] : [],
  )
}

/**
 * The address that the router says it has outside. The languages must not contradict each other; silence does not.
 */
export function externalOf({ met }: RouterFacts): Address | undefined {
  const { upnp, natpmp } = met ?? {}
  const addresses = [
    upnp?.kind === 'found' ? upnp.igd.external : undefined,
    natpmp?.kind === 'answers' ? natpmp.external : undefined,
  ].filter((address) => address !== undefined)
  const [first] = addresses
  return addresses.every((address) => address === first) ? first : undefined
}

/** Whether, by its own word, the router has another address outside than others see: then somebody translates before it. */
export function isBehindAnother(facts: RouterFacts | undefined, seenAs: string): boolean {
  const said = facts && externalOf(facts)
  return said !== undefined && !sameAddress(said, seenAs)
}

export const router = { v4: routerV4, v6: routerV6 } as const
