import type { World } from '../world.ts'
import type { Trouble } from './trouble.ts'
import { whenDone } from './when-done.ts'

/**
 * Of what the customer sends, so many packets of a hundred are lost on the way to the provider. By lot: a count would meet the
 * same question at every look.
 */
export function packetLoss(world: World, percent: number): Trouble {
  const table = `table inet loss {
  chain prerouting {
    type filter hook prerouting priority -300; policy accept;
    iifname "cust" numgen random mod 100 < ${percent} drop
  }
}`
  return {
    begin: () => whenDone(world, 'isp', `nft -f - <<'RULES'\n${table}\nRULES`),
    end: () => whenDone(world, 'isp', 'nft delete table inet loss'),
  }
}
