import { secondProvider } from '../addresses.ts'
import type { WorldSpec } from '../spec.ts'
import type { Additions } from './additions.ts'
import { addresses } from './ground.ts'

/** Worse than the first way out, whose metric is 0. */
const metric = 600

/** A second line into the machine, by another adapter and another provider, who shares an address among customers. */
export function secondUplink(spec: WorldSpec): Additions {
  if (spec.secondUplink === undefined) return {}
  const { gateway, customer, shared } = secondProvider
  return {
    home: {
      ip: [
        'link set eth1 up',
        ...addresses('eth1', [`${customer}/24`]),
        `route add default via ${gateway} dev eth1 metric ${metric}`,
      ],
    },
    isp: {
      ip: ['link set second up', ...addresses('second', [`${gateway}/24`]), ...addresses('lo', [`${shared}/32`])],
      nft: `table ip second {
  chain postrouting {
    type nat hook postrouting priority srcnat; policy accept;
    iifname "second" oifname "core" snat to ${shared}
  }
}
`,
    },
  }
}
