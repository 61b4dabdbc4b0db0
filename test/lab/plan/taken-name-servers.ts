import type { WorldSpec } from '../spec.ts'
import type { Additions } from './additions.ts'

/** A router that has all questions for names brought to itself ("DNS enforcement"), as some do against other resolvers. */
export function takenNameServers(spec: WorldSpec): Additions {
  if (spec.nameServers !== 'taken-by-the-router') return {}
  return {
    router: {
      nft: `table inet taken {
  chain prerouting {
    type nat hook prerouting priority dstnat - 1; policy accept;
    iifname "br0" meta l4proto { tcp, udp } th dport 53 redirect to :53
  }
}
`,
    },
  }
}
