import { failed, success } from '../../../core/failure.ts'
import type { Host } from '../../../core/host.ts'
import type { Family } from '../../../core/line.ts'
import { bestFirst } from '../default-route.ts'
import { type Named, listInterfaces } from '../list-interfaces.ts'
import type { Sources } from '../sources.ts'
import { type Adapter, kindOfDriver, parseAdapters } from './adapters.ts'
import { parseRoutes } from './routing-table.ts'
import { parseTcpTable } from './tcp-table.ts'

/**
 * The Host of a Windows machine, from `route print` and `netstat`. UNTESTED on a real Windows.
 *
 * Not read there: hardware addresses of gateways, privacy addresses, MTUs.
 */
export function windowsHost(sources: Sources): Host {
  return {
    async interfaces() {
      const printed = await sources.run('route', ['print'])
      const adapters = parseAdapters(printed.ok ? printed.value.stdout : '')
      return listInterfaces(sources, new Set(), (named) => {
        const adapter = adapters.find((one) => belongs(one, named))
        if (named.internal) return { kind: 'loopback' }
        return { kind: adapter === undefined ? 'other' : kindOfDriver(adapter.driver) }
      })
    },

    async gateways(family: Family) {
      const [printed, interfaces] = await Promise.all([
        sources.run('route', ['print', family === 'v4' ? '-4' : '-6']),
        namesBy(sources),
      ])
      if (!printed.ok) return printed
      const routes = parseRoutes(printed.value.stdout)
        .filter(({ through }) => (typeof through === 'number') === (family === 'v6'))
        .flatMap(({ through, ...route }) => {
          const name = interfaces.get(through)
          return name === undefined ? [] : [{ interface: name, ...route }]
        })
      return success(bestFirst(routes, new Map()))
    },

    async sockets() {
      const printed = await Promise.all(['TCP', 'TCPv6'].map((name) => sources.run('netstat', ['-ano', '-p', name])))
      const read = printed.filter((one) => one.ok)
      if (printed[0] !== undefined && read.length === 0 && !printed[0].ok) return printed[0]
      return success(read.flatMap((one) => parseTcpTable(one.value.stdout)))
    },

    container: async () => false,
    firewall: async () => failed('unsupported', 'the rules of the Windows firewall are not read'),
  }
}

function belongs(adapter: Adapter, named: Named): boolean {
  return adapter.index === named.index || (adapter.hardware !== undefined && adapter.hardware === named.hardware)
}

/** The names of interfaces by each of their IPv4 addresses, and by their index. */
async function namesBy(sources: Sources): Promise<Map<string | number, string>> {
  const names = new Map<string | number, string>()
  await listInterfaces(sources, new Set(), ({ name, index }) => {
    if (index !== undefined) names.set(index, name)
    return { kind: 'other' }
  }).then((interfaces) => {
    for (const { name, addresses } of interfaces.ok ? interfaces.value : []) {
      for (const { address } of addresses) names.set(address, name)
    }
  })
  return names
}
