import { home, overlayAddress } from '../addresses.ts'
import type { WorldSpec } from '../spec.ts'
import type { Additions } from './additions.ts'
import { type TunnelEnd, tunnelDaemon, tunnelDevice } from './tunnel.ts'

/** Tailscale's own port. Nobody is at the other end. */
const port = 41_641

/** An interface for the peers of an overlay network, with a routing table of its own, as Tailscale has it on Linux. */
export function overlay(spec: WorldSpec): Additions {
  if (spec.overlay === undefined) return {}
  const end: TunnelEnd = {
    device: 'tailscale0',
    address: `${overlayAddress}/32`,
    from: { address: home.machine, port },
    to: { address: home.router, port },
  }
  return {
    home: {
      ip: [...tunnelDevice(end), 'route add 100.64.0.0/10 dev tailscale0 table 52', 'rule add pref 5270 lookup 52'],
      daemons: [tunnelDaemon(end)],
    },
  }
}
