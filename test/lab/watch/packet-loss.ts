import type { World } from '../world.ts'
import type { Trouble } from './trouble.ts'
import { whenDone } from './when-done.ts'

/** Of what the customer sends, every `of`-th packet is lost on the way to the provider: counted, not drawn by lot. */
export function packetLoss(world: World, of: number): Trouble {
  const table = `table inet loss {
  chain prerouting {
    type filter hook prerouting priority -300; policy accept;
    iifname "cust" numgen inc mod ${of} == 0 counter drop
  }
}`
  return {
    begin: () => whenDone(world, 'isp', `nft -f - <<'RULES'\n${table}\nRULES`),
    end: () => whenDone(world, 'isp', 'nft delete table inet loss'),
  }
}
