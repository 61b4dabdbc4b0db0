import { getServers } from 'node:dns'
import type { Endpoint } from '../core/line.ts'
import { canonicalAddress } from './host/canonical-address.ts'
import { linesOf } from './host/lines-of.ts'
import { portNumber } from './host/port-number.ts'
import { systemSources } from './host/sources.ts'

/** MAXNS of resolv.conf(5): the C library asks no more than three, and so do we. */
const most = 3

const dnsPort = 53

/**
 * The name servers this system is set to ask, best first. A local one (`127.0.0.53` of systemd-resolved, dnsmasq) is
 * told as it is: whom it asks in turn is its own affair.
 */
export async function resolvers(): Promise<readonly Endpoint[]> {
  if (process.platform === 'win32' || process.platform === 'darwin') {
    return getServers().flatMap(serverOf).slice(0, most)
  }
  return parseResolvConf((await systemSources().read('/etc/resolv.conf')) ?? '')
}

/** The servers in the text of a resolv.conf(5). Without any, the name server on this machine is meant. */
export function parseResolvConf(text: string): Endpoint[] {
  const found = linesOf(text).flatMap((line) => {
    // The keyword must stand at the very start of the line; what follows the address is ignored, as in glibc.
    const address = canonicalAddress(/^nameserver[ \t]+(\S+)/.exec(line)?.[1] ?? '')
    return address === undefined ? [] : [{ address, port: dnsPort }]
  })
  return found.length === 0 ? [{ address: '127.0.0.1', port: dnsPort }] : found.slice(0, most)
}

/** One entry of Node's `dns.getServers()`: an address, or `address:port` with IPv6 in brackets. */
export function serverOf(text: string): Endpoint[] {
  const plain = canonicalAddress(text)
  if (plain !== undefined) return [{ address: plain, port: dnsPort }]
  const parts = /^(?:\[([^\]]{2,64})\]|([\d.]{7,15})):(\d{1,5})$/.exec(text)
  const address = canonicalAddress(parts?.[1] ?? parts?.[2] ?? '')
  const port = portNumber(parts?.[3] ?? '')
  return address === undefined || port === undefined ? [] : [{ address, port }]
}
