import type { Firewall } from '../inbound-spec.ts'

const hows = { drop: 'drop', reject: 'reject with tcp reset' } as const

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
