import type { Failure } from '../../../core/failure.ts'
import type { Gateway } from '../../../core/host.ts'
import type { Family, Line } from '../../../core/line.ts'
import { isGlobal } from '../../../protocols/addresses.ts'
import { placeTowards, type RouterPlace } from '../../../protocols/router/router-place.ts'

/** Where the router of the default route is, or why there is none to be asked. */
export type RouterFound =
  | { readonly kind: 'found'; readonly place: RouterPlace; readonly interface: string }
  /** The system does not tell its routes. */
  | { readonly kind: 'not-told'; readonly failure: Failure }
  /** `other`: there is one over the other family. */
  | { readonly kind: 'no-route'; readonly chosen?: string; readonly other: boolean }
  /** The way out is a tunnel: whoever is at its other end is no router at home. */
  | { readonly kind: 'tunnel'; readonly interface: string }
  /** A point-to-point line: the next hop has no address. */
  | { readonly kind: 'on-link'; readonly interface: string; readonly publicAddress?: string }
  /** The next hop is the provider's own. */
  | { readonly kind: 'providers'; readonly address: string; readonly publicAddress?: string }
  /** The interface has no address of that family that others could be led to. */
  | { readonly kind: 'no-own-address'; readonly interface: string }

/** Finds the router that the traffic of a family leaves by; `chosen`: through this interface. Sends nothing. */
export async function findRouter(line: Line, family: Family, chosen: string | undefined): Promise<RouterFound> {
  const [gateways, listed] = await Promise.all([line.host.gateways(family), line.host.interfaces()])
  if (!gateways.ok) return { kind: 'not-told', failure: gateways.failure }
  const isMeant = (gateway: Gateway) => chosen === undefined || gateway.interface === chosen
  const route = gateways.value.find(isMeant)
  if (route === undefined) {
    const others = await line.host.gateways(family === 'v4' ? 'v6' : 'v4')
    const other = others.ok && others.value.some(isMeant)
    return { kind: 'no-route', ...(chosen !== undefined && { chosen }), other }
  }

  const found = (listed.ok ? listed.value : []).find(({ name }) => name === route.interface)
  if (found?.kind === 'tunnel' && chosen === undefined) return { kind: 'tunnel', interface: route.interface }
  const local = (found?.addresses ?? [])
    // A privacy address is gone tomorrow, and a hole that leads to it with it.
    .toSorted((one, other) => Number(one.temporary) - Number(other.temporary))
    .filter((each) => each.family === family)
    .map(({ address }) => address)
  const publicAddress = local.find(isGlobal)
  const more = publicAddress === undefined ? {} : { publicAddress }
  if (route.address === undefined) return { kind: 'on-link', interface: route.interface, ...more }

  const place = placeTowards(family, { interface: route.interface, local, router: route.address })
  if (place !== undefined) return { kind: 'found', place, interface: route.interface }
  // Over IPv4 it is the next hop that is refused, over IPv6 an address of ours that nobody outside could call.
  return family === 'v4' && local.length > 0
    ? { kind: 'providers', address: route.address, ...more }
    : { kind: 'no-own-address', interface: route.interface }
}
