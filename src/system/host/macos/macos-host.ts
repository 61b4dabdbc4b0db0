import { failed, success } from '../../../core/failure.ts'
import type { Host } from '../../../core/host.ts'
import type { Family } from '../../../core/line.ts'
import { bestFirst } from '../default-route.ts'
import { listInterfaces } from '../list-interfaces.ts'
import type { Sources } from '../sources.ts'
import { kindByName, parseIfconfig } from './ifconfig.ts'
import { parseRoutingTable } from './routing-table.ts'
import { parseTcpTable } from './tcp-table.ts'

/** The Host of a Mac, from `ifconfig` and `netstat`. UNTESTED on a real Mac. */
export function macosHost(sources: Sources): Host {
  return {
    async interfaces() {
      const printed = await sources.run('ifconfig', ['-v'])
      const told = parseIfconfig(printed.ok ? printed.value.stdout : '')
      return listInterfaces(sources, told.temporary, ({ name, internal }) =>
        internal
          ? { ...told.interfaces.get(name), kind: 'loopback' }
          : (told.interfaces.get(name) ?? { kind: kindByName(name) }),
      )
    },

    async gateways(family: Family) {
      const printed = await sources.run('netstat', ['-rn', '-f', family === 'v4' ? 'inet' : 'inet6'])
      if (!printed.ok) return printed
      const { routes, neighbours } = parseRoutingTable(printed.value.stdout)
      return success(bestFirst(routes, neighbours))
    },

    async sockets() {
      // -W: an IPv6 address is not cut to fit its column.
      const printed = await sources.run('netstat', ['-anW', '-p', 'tcp'])
      return printed.ok ? success(parseTcpTable(printed.value.stdout)) : printed
    },

    container: async () => false,
    firewall: async () => failed('unsupported', 'the rules of pf and of the application firewall are not read'),
  }
}
