import { home, hosts } from '../addresses.ts'
import type { RouterFilter } from '../inbound-spec.ts'
import { middlebox } from './meddling.ts'
import type { MiddleboxSettings } from './middlebox-settings.ts'
import type { DaemonPlan, Programs } from './plan.ts'

/** From here on upwards the filter of the router listens. */
const firstPort = 21_000

interface RouterFilterPlan {
  /** Rules that lead callers there. */
  readonly nft: string
  readonly daemons: readonly DaemonPlan[]
}

/** What the router at home makes of words on their way in: it takes the callers itself and passes on what they say. */
export function routerFilter(filter: RouterFilter | undefined, wan: string, programs: Programs): RouterFilterPlan {
  if (filter === undefined) return { nft: '', daemons: [] }
  const settings: MiddleboxSettings = filter.ports.map((port, index) => ({
    as: 'masks',
    listen: firstPort + index,
    port,
    host: home.machine,
  }))
  const taken = settings.map(
    ({ port, listen }) => `iifname "wan" ip daddr ${wan} tcp dport ${port} redirect to :${listen}`,
  )
  const ports = filter.ports.join(', ')
  const disguise =
    filter.calls === 'as-the-caller'
      ? `oifname "br0" ip saddr ${home.router} tcp dport { ${ports} } snat to ${hosts.probe.v4}`
      : ''
  return {
    nft: `table ip filter_of_words {
  chain prerouting {
    type nat hook prerouting priority dstnat - 1; policy accept;
    ${taken.join('\n    ')}
  }
  chain postrouting {
    type nat hook postrouting priority srcnat; policy accept;
    ${disguise}
  }
}
`,
    daemons: [middlebox(programs, settings)],
  }
}
