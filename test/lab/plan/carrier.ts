import { carrier, dsLite, home, provider } from '../addresses.ts'
import type { WorldSpec } from '../spec.ts'
import { addresses } from './ground.ts'

/** The carrier's end of the customer's cable, and the addresses that the customers share. */
export function carrierAddresses({ carrier: nat }: WorldSpec): string[] {
  const shared = addresses('lo', [
    `${provider.shared}/32`,
    ...(nat === 'by-protocol' ? [`${carrier.secondShared}/32`] : []),
  ])
  if (nat !== 'ds-lite') return [...addresses('cust', [`${carrier.gateway}/24`]), ...shared]
  // The router does not translate: the private addresses themselves come through the tunnel.
  return [
    ...addresses('cust', [`${dsLite.translator}/24`]),
    `route add ${home.network} via ${dsLite.router}`,
    ...shared,
  ]
}

/** The carrier's translator; empty where there is none. */
export function carrierNat({ v4, carrier: nat }: WorldSpec): string {
  if (v4 !== 'carrier') return ''
  const inside = nat === 'ds-lite' ? home.network : '100.64.0.0/10'
  const out = [
    ...(nat === 'by-protocol'
      ? [`oifname "core" ip saddr ${inside} meta l4proto udp snat to ${carrier.secondShared}`]
      : []),
    `oifname "core" ip saddr ${inside} snat to ${provider.shared}`,
  ]
  const into = nat === 'one-to-one' ? [`iifname "core" ip daddr ${provider.shared} dnat to ${carrier.customer}`] : []
  return `table ip carrier {
  chain prerouting {
    type nat hook prerouting priority dstnat; policy accept;
    ${into.join('\n    ')}
  }
  chain postrouting {
    type nat hook postrouting priority srcnat; policy accept;
    ${out.join('\n    ')}
  }
}
`
}
