import type { Firewall } from '../inbound-spec.ts'

/** Not `with tcp reset`: in a table of both families nft 1.0.6 does not list for which of them that is meant. */
const hows = { drop: 'drop', reject: 'reject' } as const

/** The packet filter of the machine under test, in the shape that distributions ship. */
export function homeFirewall(firewall: Firewall | undefined): string {
  if (firewall === undefined) return ''
  const how = hows[firewall.how]
  const all = firewall.ports === 'all'
  const turned =
    firewall.ports === 'all' ? `meta l4proto tcp ${how}` : `tcp dport { ${firewall.ports.join(', ')} } ${how}`
  return `table inet filter {
  chain input {
    type filter hook input priority 0; policy ${all ? 'drop' : 'accept'};
    ct state established,related accept
    iifname "lo" accept
    meta l4proto { icmp, ipv6-icmp } accept
    ${turned}
  }
}
`
}
