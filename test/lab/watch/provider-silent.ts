import type { World } from '../world.ts'
import type { Trouble } from './trouble.ts'
import { whenDone } from './when-done.ts'

/**
 * `provider`: the cable is in, and nobody is at the other end of it. `beyond`: the provider's first router answers, and nobody
 * behind it does; nor does anybody answer the provider itself, or its resolver would still know everything.
 */
export function providerSilent(world: World, from: 'provider' | 'beyond'): Trouble {
  const [inwards, outwards] = from === 'provider' ? ['lo', 'lo'] : ['{ "lo", "cust" }', '{ "lo", "cust" }']
  const chain = (hook: string, but: string) => `chain ${hook} {
    type filter hook ${hook} priority -300; policy drop;
    ${but}
  }`
  const table = `table inet silence {
  ${chain('forward', '')}
  ${chain('input', `iifname ${inwards} accept`)}
  ${chain('output', `oifname ${outwards} accept`)}
}`
  return {
    // One transaction: in force all at once.
    begin: () => whenDone(world, 'isp', `nft -f - <<'RULES'\n${table}\nRULES`),
    end: () => whenDone(world, 'isp', 'nft delete table inet silence'),
  }
}
