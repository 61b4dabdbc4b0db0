import { home } from '../addresses.ts'
import type { WorldSpec } from '../spec.ts'
import type { Additions } from './additions.ts'
import type { Programs } from './plan.ts'

/** A hotel's router: names are looked up, a page of its own answers every web address, the rest is swallowed. */
export function captivePortal(spec: WorldSpec, programs: Programs): Additions {
  if (spec.uplink !== 'captive') return {}
  return {
    router: {
      nft: `table ip captive {
  chain prerouting {
    type nat hook prerouting priority dstnat - 1; policy accept;
    iifname "br0" tcp dport 80 redirect to :80
  }
  chain forward {
    type filter hook forward priority -1; policy accept;
    iifname "br0" drop
  }
}
`,
      daemons: [
        {
          name: 'login-page',
          argv: [programs.node, programs['login-page'], home.router],
          ready: [{ proto: 'tcp', port: 80, address: home.router }],
        },
      ],
    },
  }
}
