import { startMiniupnpd, stopMiniupnpd } from '../restart-router.ts'
import type { World } from '../world.ts'
import type { Trouble } from './trouble.ts'
import { whenDone } from './when-done.ts'

/**
 * The router is off, and then begins anew: meanwhile it answers nothing, not even who it is, and afterwards its clock counts from
 * naught. The machine keeps its carrier, as on a box whose switch has power first.
 *
 * By rules and not by taking `br0` down, which comes up again within a second and nobody knows when.
 */
export function routerOff(world: World): Trouble {
  return {
    async begin() {
      const from = await whenDone(world, 'router', `nft -f - <<'RULES'\n${deaf}\nRULES`)
      await stopMiniupnpd(world)
      return from
    },
    async end() {
      const to = await whenDone(world, 'router', hearing)
      await startMiniupnpd(world)
      return to
    },
  }
}

const chains = (hooks: readonly string[]): string =>
  hooks.map((hook) => `chain ${hook} { type filter hook ${hook} priority -300; policy drop; }`).join('\n')

const deaf = `table inet off {
  ${chains(['forward'])}
  chain input {
    type filter hook input priority -300; policy drop;
    iifname "lo" accept
  }
  chain output {
    type filter hook output priority -300; policy drop;
    oifname "lo" accept
  }
}
table arp off {
  ${chains(['input', 'output'])}
}`

/** It says by itself that it is there again, as routers do: neighbours that have asked in vain ask once a second. */
const hearing = `
nft 'delete table inet off; delete table arp off'
echo 1 >/proc/sys/net/ipv6/conf/br0/ndisc_notify
echo 1 >/proc/sys/net/ipv4/conf/br0/arp_notify
ip link set br0 address "$(cat /sys/class/net/br0/address)"`
