import { success } from '../core/failure.ts'
import type { Family, Gateway, Host, NetworkInterface, TcpSocket } from '../core/line.ts'
import { home, provider } from './addresses.ts'
import type { LineSpec } from './scenario.ts'

/** The machine that the line begins at, as its operating system would tell of it. */
export function scriptedHost(spec: LineSpec, sockets: () => readonly TcpSocket[]): Host {
  const gateways = gatewaysOf(spec)
  return {
    interfaces: async () => success(interfacesOf(spec)),
    gateways: async (family) => success(gateways[family]),
    sockets: async () => success(sockets()),
    container: async () => false,
    firewall: async () => success({ verdict: 'accepts', by: 'nft' }),
  }
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
      return { v4: [router], v6: v6 === undefined ? [] : [overV6] }
  }
}

function interfacesOf({ uplink, v6 }: LineSpec): readonly NetworkInterface[] {
  const lo: NetworkInterface = { name: 'lo', kind: 'loopback', addresses: [v4('127.0.0.1', 8)], mtu: 65_536 }
  if (uplink === 'direct') return [lo, { name: 'ppp0', kind: 'ppp', addresses: [v4(provider.customer, 32)], mtu: 1492 }]
  const own = v6 === undefined ? [] : [{ family: 'v6', address: home.machineV6, prefix: 64, temporary: false } as const]
  const eth0: NetworkInterface = {
    name: 'eth0',
    kind: 'ethernet',
    addresses: [v4(home.machine, 24), ...own],
    mtu: 1500,
  }
  if (uplink !== 'tunnel') return [lo, eth0]
  return [lo, eth0, { name: 'tun0', kind: 'tunnel', addresses: [v4(home.tunnel, 24)], mtu: 1420 }]
}

function v4(address: string, prefix: number) {
  return { family: 'v4', address, prefix, temporary: false } as const
}
