import type { Host } from '../core/host.ts'
import type { LineKey } from '../history/line-key.ts'

/**
 * The line that this machine is at, as a run is told apart: by what the user calls it, and by its gateway, that of the best IPv4
 * route which has a hardware address, else of the best IPv6 route.
 */
export async function lineHere(name: string | undefined, host: Pick<Host, 'gateways'>): Promise<LineKey> {
  const [v4, v6] = await Promise.all([host.gateways('v4'), host.gateways('v6')])
  const routes = [...(v4.ok ? v4.value : []), ...(v6.ok ? v6.value : [])]
  const gateway = routes.find(({ hardware }) => hardware !== undefined)?.hardware
  return { ...(name === undefined ? {} : { name }), ...(gateway === undefined ? {} : { gateway }) }
}
