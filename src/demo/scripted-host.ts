import { type Outcome, success } from '../core/failure.ts'
import type { FirewallVerdict, Gateway, Host, NetworkInterface, TcpSocket } from '../core/host.ts'
import type { Family } from '../core/line.ts'
import { isMailPort } from '../wire/mail-port.ts'
import { home, provider } from './addresses.ts'
import type { LineSpec } from './scenario.ts'

/** The machine that the line begins at, as its operating system would tell of it. */
export function scriptedHost(spec: LineSpec, sockets: () => Outcome<readonly TcpSocket[]>): Host {
  const gateways = gatewaysOf(spec)
  return {
    interfaces: async () => success(interfacesOf(spec)),
    gateways: async (family) => success(gateways[family]),
    sockets: async () => sockets(),
    container: async () => false,
    firewall: async ({ port }) => success(firewallOf(spec, port)),
  }
}

function firewallOf({ arriving = {} }: LineSpec, port: number): FirewallVerdict {
  const drops = isMailPort(port) && arriving[port] === 'own-firewall'
  return drops ? { verdict: 'drops', because: `tcp dport ${port} drop`, by: 'nft' } : { verdict: 'accepts', by: 'nft' }
}

/** The address that the machine speaks from. */
export function localAddress({ uplink }: LineSpec): string {
  if (uplink === 'direct') return provider.customer
  return uplink === 'tunnel' ? home.tunnel : home.machine
}

function gatewaysOf({ uplink = 'router', v6 }: LineSpec): Readonly<Record<Family, readonly Gateway[]>> {
  const router: Gateway = { interface: 'eth0', address: home.router, metric: 100, hardware: home.routerHardware }
  const overV6: Gateway = { interface: 'eth0', address: home.routerV6, metric: 100, hardware: home.routerHardware }
  switch (uplink) {
    case 'none':
      return { v4: [], v6: [] }
    case 'direct':
      return { v4: [{ interface: 'ppp0', metric: 0 }], v6: [] }
    case 'tunnel':
      return { v4: [{ interface: 'tun0', metric: 50 }, router], v6: [] }
    case 'router':
    case 'carrier':
    case 'dead':
    case 'portal':
      return { v4: [router], v6: v6 === undefined ? [] : [overV6] }
  }
}

function interfacesOf({ uplink, v6 }: LineSpec): readonly NetworkInterface[] {
  const lo: NetworkInterface = { name: 'lo', kind: 'loopback', addresses: [v4('127.0.0.1', 8)], mtu: 65_536 }
  if (uplink === 'direct') return [lo, { name: 'ppp0', kind: 'ppp', addresses: [v4(provider.customer, 32)], mtu: 1492 }]
  const eth0: NetworkInterface = {
    name: 'eth0',
    kind: 'ethernet',
    addresses: [v4(home.machine, 24), ...v6Of(v6)],
    mtu: 1500,
  }
  if (uplink !== 'tunnel') return [lo, eth0]
  return [lo, eth0, { name: 'tun0', kind: 'tunnel', addresses: [v4(home.tunnel, 24)], mtu: 1420 }]
}

function v6Of(v6: LineSpec['v6']): NetworkInterface['addresses'] {
  if (v6 === undefined) return []
  const temporary = v6 === 'privacy' || v6 === 'privacy-alone'
  const own = { family: 'v6', address: home.machineV6, prefix: 64, temporary } as const
  return v6 === 'privacy' ? [own, { ...own, address: home.lastingV6, temporary: false }] : [own]
}

function v4(address: string, prefix: number) {
  return { family: 'v4', address, prefix, temporary: false } as const
}
