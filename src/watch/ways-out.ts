import type { Gateway, NetworkInterface } from '../core/host.ts'
import type { Family, Line } from '../core/line.ts'
import type { LineKey } from '../history/line-key.ts'
import { isGlobal, rangeOf } from '../protocols/addresses.ts'
import type { Look } from './look.ts'

/** How a family leaves this machine. */
export interface WayOut {
  readonly family: Family
  readonly interface: string | undefined
  /** With its zone, where it is link-local (RFC 4007 §11). */
  readonly gateway: string | undefined
  /** Of the family, on that interface. */
  readonly addresses: NetworkInterface['addresses']
}

export interface WaysOut {
  readonly link: Look['link']
  readonly line: LineKey
  /** Families that the line has, or had: one that goes away is an interruption, not the end of the asking. */
  readonly ways: readonly WayOut[]
  readonly lacks: Look['lacks']
  /** Reads the tables of this machine as far as it is time to. */
  read(why: 'usual' | 'trouble'): Promise<void>
}

/**
 * On a small machine the addresses cost three milliseconds of its processor; the routes as much, and thirty where they have
 * changed: that takes other programs. So the routes are read when the addresses are others, and else seldom.
 */
const addressesEveryMs = 300_000
const routesEveryMs = 900_000
/** While something is silent: a route that goes without its address is rare. */
const routesInTroubleMs = 10_000
/** And rarer the longer it lasts: after so many readings in vain, once a minute. To begin a program is a dozen times as dear as a look. */
const readingsAtFirst = 3
const routesLaterMs = 60_000
/** The hardware address of a gateway is known once something was sent to it; some never have one. */
const mostWithoutHardware = 3

type Routes = { readonly [F in Family]: readonly Gateway[] | undefined }

/** What this machine knows of its ways out, read as seldom as may be. */
export function waysOut(line: Line, wanted: { readonly interface?: string; readonly lineName?: string }): WaysOut {
  const { host, clock } = line
  let interfaces: readonly NetworkInterface[] | undefined
  let routes: Routes = { v4: undefined, v6: undefined }
  let link: Look['link'] = 'unknown'
  let gateway: { readonly address: string; readonly hardware?: string } | undefined
  let ways: readonly WayOut[] = []
  let lacks: readonly Family[] = []
  let withoutHardware = 0
  let addressesReadMs = Number.NEGATIVE_INFINITY
  let routesReadMs = Number.NEGATIVE_INFINITY
  let readInTrouble = 0

  function routesLastMs(why: 'usual' | 'trouble'): number {
    if (why === 'usual') return routesEveryMs
    return readInTrouble < readingsAtFirst ? routesInTroubleMs : routesLaterMs
  }

  async function readAddresses(): Promise<boolean> {
    const told = await host.interfaces()
    const before = JSON.stringify(interfaces)
    interfaces = told.ok ? told.value.filter(({ kind }) => kind !== 'loopback') : undefined
    addressesReadMs = clock.elapsed()
    return JSON.stringify(interfaces) !== before
  }

  async function readRoutes(): Promise<void> {
    const v4 = await host.gateways('v4')
    // One home is told from another by its router of IPv4, if there is one.
    const isTold = v4.ok && v4.value.some(({ address }) => address !== undefined)
    const v6 = await host.gateways('v6', { hardware: !isTold })
    const of = (told: typeof v4) =>
      told.ok
        ? told.value.filter((each) => wanted.interface === undefined || each.interface === wanted.interface)
        : undefined
    routes = { v4: of(v4), v6: of(v6) }
    routesReadMs = clock.elapsed()
    meetGateway()
  }

  /** Keeps the hardware address of a gateway that is silent: the neighbour table forgets it before the outage is over. */
  function meetGateway(): void {
    const best = [routes.v4?.[0], routes.v6?.[0]].find((each) => each?.address !== undefined)
    if (best?.address === undefined) return
    const { address, hardware } = best
    const moved = gateway?.hardware !== undefined && hardware !== undefined && hardware !== gateway.hardware
    // Another line altogether: what families it has is not known yet.
    if (moved) ways = []
    if (gateway?.address !== address) withoutHardware = 0
    if (hardware !== undefined) gateway = { address, hardware }
    else if (gateway?.address !== address) gateway = { address }
  }

  function settleWays(): void {
    ways = (['v4', 'v6'] as const).flatMap((family) => {
      const now = wayOf(family, routes[family], interfaces ?? [])
      return now ?? ways.find((way) => way.family === family) ?? []
    })
    lacks = (['v4', 'v6'] as const).filter((family) => isLacking(family, routes[family], interfaces))
  }

  async function settleLink(): Promise<void> {
    const [best] = [...(routes.v4 ?? []), ...(routes.v6 ?? [])]
    const name = best?.interface ?? ways[0]?.interface
    const listed = interfaces === undefined || interfaces.some((each) => each.name === name)
    const told = name === undefined || listed ? undefined : await host.link?.(name)
    if (told === 'off' || told === 'no-carrier') link = told
    else if (routes.v4 === undefined && routes.v6 === undefined) link = 'unknown'
    else if (best === undefined) link = 'no-route'
    else link = listed || told === 'up' ? 'up' : 'unknown'
  }

  function hardwareIsWanted(): boolean {
    if (gateway === undefined || gateway.hardware !== undefined || withoutHardware >= mostWithoutHardware) return false
    withoutHardware += 1
    return true
  }

  return {
    get link() {
      return link
    },
    get line() {
      return {
        ...(wanted.lineName !== undefined && { name: wanted.lineName }),
        ...(gateway?.hardware !== undefined && { gateway: gateway.hardware }),
      }
    },
    get ways() {
      return ways
    },
    get lacks() {
      return lacks
    },
    async read(why) {
      const nowMs = clock.elapsed()
      const troubled = why === 'trouble'
      const others = (troubled || nowMs - addressesReadMs >= addressesEveryMs) && (await readAddresses())
      if (!troubled) readInTrouble = 0
      const routesDue = nowMs - routesReadMs >= routesLastMs(why)
      const read = others || routesDue || hardwareIsWanted()
      if (read) await readRoutes()
      if (read && troubled) readInTrouble += 1
      // All of it follows from these two. (That a cable is out takes another program to know: not every second.)
      if (!read) return
      settleWays()
      await settleLink()
    },
  }
}

/** Undefined where there is no such way now. Where nobody tells of routes, whoever has an address has a way. */
function wayOf(
  family: Family,
  routes: readonly Gateway[] | undefined,
  interfaces: readonly NetworkInterface[],
): WayOut | undefined {
  const best = routes?.[0]
  if (routes !== undefined && best === undefined) return undefined
  const on = interfaces.filter(({ name }) => best === undefined || name === best.interface)
  const addresses = on.flatMap((each) => each.addresses.filter((address) => address.family === family))
  // A home network has addresses of IPv6 that lead nowhere (link-local, fd00::/8) whether or not the line has any.
  if (!addresses.some(({ address }) => family === 'v4' || isGlobal(address))) return undefined
  return { family, interface: best?.interface, gateway: best && zoned(best), addresses }
}

function isLacking(
  family: Family,
  routes: readonly Gateway[] | undefined,
  interfaces: readonly NetworkInterface[] | undefined,
): boolean {
  const hasNone = !interfaces?.some(({ addresses }) =>
    addresses.some((each) => each.family === family && isGlobal(each.address)),
  )
  return routes?.length === 0 && interfaces !== undefined && hasNone
}

function zoned({ address, interface: name }: Gateway): string | undefined {
  return address !== undefined && rangeOf(address) === 'link-local' && address.includes(':')
    ? `${address}%${name}`
    : address
}
