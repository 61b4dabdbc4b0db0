import type { World } from '../world.ts'
import type { Trouble } from './trouble.ts'
import { whenDone } from './when-done.ts'

/** No IPv6 to the internet: by a firewall of the machine at home, which lets the router be asked, or by one of the router. */
export function keptIn(world: World, by: 'machine' | 'router', verdict: string): Trouble {
  const [node, hook] = by === 'machine' ? (['home', 'output'] as const) : (['router', 'forward'] as const)
  const table = `table inet kept_in {
  chain ${hook} {
    type filter hook ${hook} priority -300
    ip6 daddr 2000::/3 ${verdict}
  }
}`
  return {
    begin: () => whenDone(world, node, `nft -f - <<'RULES'\n${table}\nRULES`),
    end: () => whenDone(world, node, 'nft delete table inet kept_in'),
  }
}
