import { canonicalAddress, unscoped } from '../canonical-address.ts'
import type { DefaultRoute } from '../default-route.ts'
import { hardwareAddress } from '../hardware-address.ts'
import { linesOf } from '../lines-of.ts'

export interface RoutingTable {
  readonly routes: readonly DefaultRoute[]
  /** Hardware addresses by `interface address`: BSD keeps its neighbours in the same table. */
  readonly neighbours: ReadonlyMap<string, string>
}

/** How `netstat -rn` writes the default route and its halves; trailing zeros of a network are left out. */
const outward: ReadonlyMap<string, number> = new Map([
  ['default', 0],
  ['0/1', 1],
  ['128.0/1', 1],
  ['::/1', 1],
  ['2000::/3', 3],
])

/**
 * Reads `netstat -rn -f inet` (or `inet6`) of macOS. UNTESTED on a real Mac: written from outputs quoted in public.
 *
 * The columns between the flags and the interface changed over the years; the heading says where the interface is.
 * A route with the flag `I` belongs to its interface alone and is taken only by programs bound to it: it comes last.
 */
export function parseRoutingTable(printed: string): RoutingTable {
  const routes: DefaultRoute[] = []
  const neighbours = new Map<string, string>()
  let column = -1
  for (const line of linesOf(printed)) {
    const cells = line.trim().split(/\s+/)
    if (cells[0] === 'Destination') column = cells.indexOf('Netif')
    const [destination = '', gateway = '', flags = ''] = cells
    const name = cells[column]
    if (name === undefined || destination === 'Destination') continue

    const prefix = outward.get(destination)
    if (prefix === undefined) {
      const [address, hardware] = [canonicalAddress(destination), hardwareAddress(gateway)]
      if (address && hardware) neighbours.set(`${name} ${unscoped(address)}`, hardware)
      continue
    }
    const address = canonicalAddress(gateway)
    // `fe80::%utun0`: a route of a system service's own tunnel, which has no gateway and carries none of our packets.
    if (!flags.includes('U') || (address !== undefined && unscoped(address) === 'fe80::')) continue
    const scoped = flags.includes('I')
    routes.push({
      interface: name,
      ...(address === undefined ? {} : { address: unscoped(address) }),
      metric: scoped ? 1 : 0,
      prefix: scoped ? 0 : prefix,
    })
  }
  return { routes, neighbours }
}
