import { provider } from '../addresses.ts'
import type { WorldSpec } from '../spec.ts'

/** Some ports leave by an address of their own: pools of carrier NAT, or policy routing over a second line. */
export function otherAddress(spec: WorldSpec): string {
  const ports = spec.isp?.otherAddress ?? []
  if (ports.length === 0) return ''
  return `table ip detour {
  chain postrouting {
    type nat hook postrouting priority srcnat - 1; policy accept;
    oifname "core" ip saddr ${provider.customer} tcp dport { ${ports.join(', ')} } snat to ${provider.second}
  }
}
`
}
