import { volunteers } from '../../../src/demo/globalping/volunteers.ts'
import type { WorldSpec } from '../spec.ts'
import type { Additions } from './additions.ts'
import { addresses } from './ground.ts'
import type { GlobalpingSettings } from './globalping-settings.ts'
import type { Programs } from './plan.ts'

const api = { name: 'api.globalping.io', address: '25.198.51.90' } as const
const from = volunteers.map((_, index) => `25.198.51.${101 + index}`)

export function globalpingRecords({ globalping }: WorldSpec): string[] {
  return globalping === undefined ? [] : [`${api.name}. A ${api.address}`]
}

/** The public network that calls others when it is asked to, and its volunteers. */
export function globalping({ globalping: state }: WorldSpec, programs: Programs): Additions {
  if (state === undefined) return {}
  const settings: GlobalpingSettings = { ...api, from, state }
  return {
    inet: {
      ip: addresses(
        'eth0',
        [api.address, ...from].map((address) => `${address}/24`),
      ),
      nft: state === 'cannot-reach-25' ? blocked25 : '',
      daemons: [
        {
          name: 'globalping',
          argv: [programs.node, programs.globalping, JSON.stringify(settings)],
          ready: [{ proto: 'tcp', port: 443, address: api.address }],
        },
      ],
    },
  }
}

/** As on so many lines at home. */
const blocked25 = `table inet volunteers {
  chain output {
    type filter hook output priority 0; policy accept;
    ip saddr { ${from.join(', ')} } tcp dport 25 drop
  }
}
`
