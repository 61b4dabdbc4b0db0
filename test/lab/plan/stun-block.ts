import { stunPort } from '../addresses.ts'
import type { WorldSpec } from '../spec.ts'
import type { Additions } from './additions.ts'

/** Networks that let the web through and little else: nobody says under which address the line is seen. */
export function stunBlock({ stun }: WorldSpec): Additions {
  return stun === 'blocked' ? { isp: { nft: rules } } : {}
}

const rules = `table inet stun {
  chain forward {
    type filter hook forward priority 0; policy accept;
    iifname "cust" udp dport ${stunPort} drop
  }
}
`
