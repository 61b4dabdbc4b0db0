import type { DaemonPlan } from './plan.ts'

/** What an Ethernet packet has left for another within IPv4 and UDP, with room for a provider's own encapsulation. */
const tunnelMtu = 1420

export interface TunnelEnd {
  readonly device: string
  readonly address: string
  /** Where packets leave the tunnel's end for the network, and where the other end is found: addresses and UDP ports. */
  readonly from: { readonly address: string; readonly port: number }
  readonly to: { readonly address: string; readonly port: number }
}

/** `ip -batch` for the device, which stays without carrier until the daemon holds it. */
export function tunnelDevice({ device, address }: TunnelEnd): string[] {
  return [
    `tuntap add dev ${device} mode tun`,
    `addr add ${address} dev ${device}`,
    `link set ${device} mtu ${tunnelMtu} up`,
  ]
}

/**
 * Carries what enters the device to the other end, a packet a datagram, in the clear. The kernel's own tunnels (IPIP, GRE,
 * WireGuard) are modules that many machines lack; tun is there wherever a VPN can run.
 */
export function tunnelDaemon({ device, from, to }: TunnelEnd): DaemonPlan {
  const away = `UDP4-DATAGRAM:${to.address}:${to.port},bind=${from.address}:${from.port}`
  return {
    name: `${device}-at-${from.address}`,
    argv: ['socat', `TUN,tun-name=${device},iff-no-pi`, away],
    ready: [{ proto: 'udp', port: from.port, address: from.address }],
  }
}
