import { probePort, provider } from '../addresses.ts'
import type { WorldSpec } from '../spec.ts'
import type { Additions } from './additions.ts'

/**
 * The router gets another public address in the middle of a run. The first connection to the probe's own port is the
 * sign, so that neither a clock nor chance decides: it still leaves by the old address, every later one of TCP by the
 * new one. Datagrams keep the old one, or it would be chance whether STUN was quicker than the probe.
 */
export function renumbering(spec: WorldSpec): Additions {
  if (spec.renumbered === undefined) return {}
  return {
    router: {
      ip: [`addr add ${provider.second}/24 dev wan`],
      nft: `table ip renumbered {
  set met {
    type ipv4_addr; flags dynamic; size 16;
  }
  chain postrouting {
    type nat hook postrouting priority srcnat - 1; policy accept;
    oifname "wan" meta l4proto tcp ip saddr @met snat to ${provider.second}
    oifname "wan" tcp dport ${probePort} add @met { ip saddr }
  }
}
`,
    },
  }
}
