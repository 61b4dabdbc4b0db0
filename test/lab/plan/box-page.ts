import { home, provider } from '../addresses.ts'
import type { WorldSpec } from '../spec.ts'
import type { Additions } from './additions.ts'
import type { Programs } from './plan.ts'

/** The page of a Bbox that shares its address by ports (MAP-T, RFC 7599). */
export function boxPage({ ownPorts }: WorldSpec, programs: Programs): Additions {
  if (ownPorts === undefined) return {}
  const { from, to } = ownPorts
  const ip = { address: provider.customer, state: 'Up', cgnatenable: 0, maptenable: 1, portrange: `${from}:${to}` }
  return {
    router: {
      daemons: [
        {
          name: 'box-page',
          argv: [programs.node, programs['box-page'], home.router, JSON.stringify(ip)],
          ready: [{ proto: 'tcp', port: 80, address: home.router }],
        },
      ],
    },
  }
}
