import { endianness } from 'node:os'
import { failed, success } from '../../../core/failure.ts'
import type { Gateway, Host } from '../../../core/host.ts'
import type { Family } from '../../../core/line.ts'
import { canonicalAddress } from '../canonical-address.ts'
import { bestFirst } from '../default-route.ts'
import { listInterfaces } from '../list-interfaces.ts'
import type { FirewallRules } from '../read-firewall.ts'
import type { Sources } from '../sources.ts'
import { calledAddresses } from './called-addresses.ts'
import { containerSigns, isContainer } from './container.ts'
import { defaultRoutes4, defaultRoutes6 } from './default-routes.ts'
import { inboundVerdict } from './firewall/inbound-verdict.ts'
import { readRules } from './firewall/read-rules.ts'
import { interfaceFacts } from './interface-facts.ts'
import { interfaceKind } from './interface-kind.ts'
import { linkState } from './link-state.ts'
import { neighbours4, neighbours6 } from './neighbours.ts'
import { deviceOf } from './policy-route.ts'
import { rememberedInterfaces } from './remembered-interfaces.ts'
import { rememberedPolicy } from './remembered-policy.ts'
import { tcpTable } from './tcp-table.ts'
import { temporaryAddresses } from './temporary-addresses.ts'

/**
 * Addresses to ask the kernel the way to: reserved for documentation (RFC 5737, RFC 9637), so nobody has a route for
 * them but the one to everywhere. Asking sends no packet. 3fff::/20 lies within 2000::/3, as what is asked about must.
 */
const somewhere = { v4: '192.0.2.1', v6: '3fff::1' } as const

/**
 * The Host of a Linux machine, from /proc, /sys and iproute2 (which may be missing). The packet filter's `rules` are
 * read when they are asked for, unless they were read before.
 */
export function linuxHost(sources: Sources, rules?: FirewallRules): Host {
  const order = endianness()
  const policy = rememberedPolicy(sources, somewhere)
  let inContainer: Promise<boolean> | undefined
  const container = () => (inContainer ??= containerSigns(sources).then(isContainer))

  return {
    container,

    interfaces: rememberedInterfaces(sources, async (addresses6) => {
      const temporary = temporaryAddresses(addresses6)
      const contained = await container()
      return listInterfaces(sources, temporary, async ({ name, hardware }) => {
        const facts = await interfaceFacts(sources, name, hardware)
        return { kind: interfaceKind(facts, contained), ...(facts.mtu === undefined ? {} : { mtu: facts.mtu }) }
      })
    }),

    async link(name) {
      // The kernel's own names have no slash and no blank, and none that begins with a hyphen could be asked about.
      if (!/^[^\s/-][^\s/]{0,14}$/.test(name)) return undefined
      const printed = await sources.run('ip', ['link', 'show', 'dev', name])
      return printed.ok ? linkState(printed.value) : undefined
    },

    async firewall(packet) {
      const read = rules ?? (await readRules(sources))
      if (!read.ok) return read
      const device = packet.interface ?? (await wayTo(packet.family, packet.from))
      const call = { ...packet, ...(device === undefined ? {} : { interface: device }) }
      return success(inboundVerdict(read.value, { ...call, to: calledAddresses(sources, call) }))
    },

    async gateways(family, { hardware = true } = {}) {
      const table = await sources.read(family === 'v4' ? '/proc/net/route' : '/proc/net/ipv6_route')
      if (table === undefined) {
        // A kernel without IPv6 has no such file: there are no routes then.
        return family === 'v6' ? success([]) : failed('unsupported', '/proc/net/route cannot be read')
      }
      const routes = family === 'v4' ? defaultRoutes4(table, order) : defaultRoutes6(table)
      // Who they are needs another program for IPv6, and is of no use where nobody is named.
      const named = hardware && routes.some(({ address }) => address !== undefined)
      const [known, override] = await Promise.all([named ? neighbours(family) : new Map(), policy(family)])
      const gateways = bestFirst(routes, known)
      return success(override && override.interface !== gateways[0]?.interface ? first(override, gateways) : gateways)
    },

    async sockets() {
      const tables = await Promise.all([sources.read('/proc/net/tcp'), sources.read('/proc/net/tcp6')])
      if (tables.every((table) => table === undefined)) return failed('unsupported', '/proc/net/tcp cannot be read')
      return success(tables.flatMap((table) => tcpTable(table ?? '', order)))
    },
  }

  async function neighbours(family: Family) {
    if (family === 'v4') return neighbours4((await sources.read('/proc/net/arp')) ?? '')
    const printed = await sources.run('ip', ['-6', 'neigh'])
    return neighbours6(printed.ok ? printed.value.stdout : '')
  }

  /** The interface that packets to an address leave by, where those from it most likely come in. */
  async function wayTo(family: Family, address: string = somewhere[family]): Promise<string | undefined> {
    if (canonicalAddress(address) === undefined) return undefined
    const printed = await sources.run('ip', [family === 'v4' ? '-4' : '-6', 'route', 'get', address])
    return printed.ok && printed.value.code === 0 ? deviceOf(printed.value.stdout) : undefined
  }
}

function first(best: Gateway, others: readonly Gateway[]): Gateway[] {
  return [best, ...others.filter((other) => other.interface !== best.interface || other.address !== best.address)]
}
