import type { WorldSpec } from '../spec.ts'
import type { Sysctl } from './plan.ts'

/**
 * Duplicate address detection keeps link-local addresses tentative for 1 to 2 s and stalls neighbour discovery. `nodad`
 * on the address is not enough, and conf/default comes too late for links that exist.
 */
const noDuplicateDetection: Sysctl = { path: 'net/ipv6/conf/*/accept_dad', values: ['0'], optional: true }

/** For every place. */
export const commonSysctls: readonly Sysctl[] = [noDuplicateDetection]

/** For places that pass packets on. */
export const routerSysctls: readonly Sysctl[] = [
  noDuplicateDetection,
  { path: 'net/ipv4/ip_forward', values: ['1'] },
  { path: 'net/ipv6/conf/all/forwarding', values: ['1'], optional: true },
  // Where br_netfilter is there (Docker loads it), bridged frames of the LAN would pass through the router's NAT.
  { path: 'net/bridge/bridge-nf-call-iptables', values: ['0'], optional: true },
  { path: 'net/bridge/bridge-nf-call-ip6tables', values: ['0'], optional: true },
]

/** Whether the customer has IPv6 at all, be it a dead one. */
export function hasV6(spec: WorldSpec): boolean {
  return spec.v6 !== undefined && spec.v6 !== 'none'
}

/** Whether the customer has IPv4. */
export function hasV4(spec: WorldSpec): boolean {
  return spec.v4 !== 'none'
}

/** What the machine at home hangs on the line by. Modems of mobile networks are called so. */
export function adapterOf(spec: WorldSpec): string {
  return spec.adapter === 'modem' ? 'wwan0' : 'eth0'
}

/** `address NAME dev IF` for each, v6 without duplicate address detection. */
export function addresses(device: string, list: readonly string[]): string[] {
  return list.map((address) => `addr add ${address} dev ${device}${address.includes(':') ? ' nodad' : ''}`)
}
