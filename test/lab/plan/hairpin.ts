import { home, mailPorts } from '../addresses.ts'
import type { WorldSpec } from '../spec.ts'
import type { Additions } from './additions.ts'
import { greeter } from './greeter.ts'
import type { Programs } from './plan.ts'
import { forwardedTo, wanOf } from './router.ts'

/** What becomes of calls from home to the router's own public address; without a word of it the router refuses them. */
export function hairpin(spec: WorldSpec, programs: Programs): Additions {
  if (spec.hairpin === undefined) return {}
  const { address } = wanOf(spec)
  if (spec.hairpin === 'router-answers') {
    return { router: { daemons: [greeter('router-inside', programs, [address], mailPorts)] } }
  }
  const to = forwardedTo(spec)
  const led = (spec.forwards ?? []).map(
    (port) => `iifname "br0" ip daddr ${address} tcp dport ${port} dnat ip to ${to}:${port}`,
  )
  const disguise = `iifname "br0" oifname "br0" ip saddr ${home.network} ct status dnat masquerade`
  return {
    router: {
      nft: `table inet nat {
  chain prerouting {
    ${led.join('\n    ')}
  }
  chain postrouting {
    ${spec.hairpin === 'works' ? disguise : ''}
  }
}
`,
    },
  }
}
