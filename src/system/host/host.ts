import { failed } from '../../core/failure.ts'
import type { Host } from '../../core/host.ts'
import { linuxHost } from './linux/linux-host.ts'
import { listInterfaces } from './list-interfaces.ts'
import { macosHost } from './macos/macos-host.ts'
import type { FirewallRules } from './read-firewall.ts'
import { type Sources, systemSources } from './sources.ts'
import { windowsHost } from './windows/windows-host.ts'

export interface HostOptions {
  /** What `readFirewall` came to while the program was root. Read when it is asked for unless told. */
  readonly firewall?: FirewallRules | undefined
}

/**
 * The machine this program runs on. Nothing is read before it is asked, and no question sends a packet; every
 * program it starts ends with `signal`.
 *
 * Ask `container()` before root is dropped: some of its signs are for root alone. It is remembered.
 */
export function systemHost(signal?: AbortSignal, { firewall }: HostOptions = {}): Host {
  const sources = systemSources(signal)
  if (process.platform === 'linux' || process.platform === 'android') return linuxHost(sources, firewall)
  if (process.platform === 'darwin') return macosHost(sources)
  if (process.platform === 'win32') return windowsHost(sources)
  return plainHost(sources)
}

/** Other systems: what Node knows, and no more. */
function plainHost(sources: Sources): Host {
  const untold = async () => failed('unsupported', `not read on ${process.platform}`)
  return {
    interfaces: () => listInterfaces(sources, new Set(), ({ internal }) => ({ kind: internal ? 'loopback' : 'other' })),
    gateways: untold,
    sockets: untold,
    container: async () => false,
    firewall: untold,
  }
}
