import fc from 'fast-check'

/** The ports that random rules speak of. */
export const randomPorts = [25, 465, 587] as const

const port = fc.constantFrom(...randomPorts, 443)

const conditions = fc.oneof(
  port.map((one) => `tcp dport ${one}`),
  port.map((one) => `tcp dport != ${one}`),
  fc.tuple(port, port).map(([a, b]) => `tcp dport { ${[...new Set([a, b])].join(', ')} }`),
  fc.constantFrom('tcp dport 1-465', 'tcp dport != 30-500', 'tcp dport < 465', 'tcp dport >= 465', 'tcp dport @ports'),
  fc.constantFrom('tcp dport != @ports', 'tcp sport 1024-65535', 'tcp sport 1-1023', 'th dport 25'),
  fc.constantFrom('ip saddr 198.51.100.0/24', 'ip saddr != 198.51.100.0/25', 'ip saddr 198.51.100.1-198.51.100.9'),
  fc.constantFrom(
    'ip saddr @callers',
    'ip saddr != @callers',
    'ip daddr 203.0.113.7',
    'ip daddr { 203.0.113.0/29, 10.0.0.1 }',
  ),
  fc.constantFrom('ip6 saddr 2001:db8:100::/64', 'ip6 saddr != 2001:db8:100::10', 'ip6 daddr 2001:db8:1::/64'),
  fc.constantFrom(
    'ip saddr . tcp dport { 198.51.100.10 . 25, 198.51.100.0/24 . 465 }',
    'meta nfproto . tcp dport { ipv6 . 25 }',
  ),
  fc.constantFrom(
    'iifname "eth0"',
    'iifname != "eth0"',
    'iifname "eth*"',
    'iifname { "lo", "wlan0" }',
    'iif "lo"',
    'iif != "lo"',
  ),
  fc.constantFrom(
    'ct state new',
    'ct state established,related',
    'ct state != new',
    'ct state { new, invalid }',
    'ct state ! new',
  ),
  fc.constantFrom(
    'meta l4proto tcp',
    'meta l4proto { udp, icmp }',
    'meta nfproto ipv4',
    'meta nfproto ipv6',
    'ct direction original',
  ),
  fc.constantFrom(
    'tcp flags & (fin|syn|rst|ack) == syn',
    'tcp flags ! syn',
    'tcp flags syn,ack',
    'tcp flags & ack == ack',
  ),
  fc.constantFrom('fib daddr type local', 'fib daddr type != local', 'fib saddr type { broadcast, multicast }'),
  fc.constantFrom(
    'udp dport != 53',
    'icmp type != echo-request',
    'ip protocol tcp',
    'ip6 nexthdr tcp',
    'ip frag-off & 0x1fff != 0',
  ),
  fc.constantFrom(
    'meta mark 0',
    'meta mark 1',
    'meta mark & 1 == 1',
    'ct mark 0',
    'meta mark set 1',
    'counter',
    'limit rate 1000/second',
  ),
)

/** What nft itself refuses: two protocols in one rule. */
function agree(rule: string): boolean {
  const transports = [/\btcp\b|\bth\b/, /\budp\b/, /\bicmp\b/].filter((one) => one.test(rule)).length
  return (
    transports <= 1 &&
    !(/\bip (s|d|p|f)/.test(rule) && /\bip6 /.test(rule)) &&
    !/ip6 .*icmp type|icmp type.*ip6 /.test(rule)
  )
}

/** A rule, in a chain that may jump to the chains `c${below}` and up. */
function rule(below: number, chains: number): fc.Arbitrary<string> {
  const targets = Array.from({ length: chains - below }, (_, at) => `c${below + at}`)
  const jumps = targets.flatMap((one) => [`jump ${one}`, `goto ${one}`])
  const verdict = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.constantFrom('accept', 'drop', 'reject', 'reject with icmp type port-unreachable', 'return'),
    },
    { weight: jumps.length === 0 ? 0 : 3, arbitrary: fc.constantFrom('continue', ...jumps) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          port,
          fc.constantFrom('accept', 'drop', 'continue', ...jumps),
          fc.constantFrom('drop', 'return', ...jumps),
        )
        .map(([one, first, second]) => `tcp dport vmap { ${one} : ${first}, 500-600 : ${second} }`)
        .filter((map) => !/\{ 587/.test(map)),
    },
    // The map leads to the last chain, which must not lead to itself.
    { weight: below < chains ? 1 : 0, arbitrary: fc.constantFrom('tcp dport vmap @verdicts') },
  )
  return fc
    .tuple(fc.array(conditions, { minLength: 1, maxLength: 2 }), verdict)
    .map(([all, one]) => [...all, one].join(' '))
    .filter(agree)
}

const chains = 3

/** A ruleset in nft's language: tables with base chains at every hook a packet to this machine comes through. */
export const randomRuleset: fc.Arbitrary<string> = fc
  .tuple(
    fc.array(
      fc.record({
        hook: fc.constantFrom('prerouting', 'input', 'input', 'input'),
        priority: fc.integer({ min: -20, max: 20 }),
        policy: fc.constantFrom('accept', 'accept', 'drop'),
        rules: fc.array(rule(0, chains), { minLength: 1, maxLength: 5 }),
      }),
      { minLength: 1, maxLength: 2 },
    ),
    fc.tuple(...Array.from({ length: chains }, (_, at) => fc.array(rule(at + 1, chains), { maxLength: 4 }))),
  )
  .map(
    ([bases, regular]) => `table inet tried {
  set ports { type inet_service; flags interval; elements = { 25, 500-600 }
  }
  set callers { type ipv4_addr; elements = { 198.51.100.10, 192.0.2.1 }
  }
  map verdicts { type inet_service : verdict; elements = { 25 : jump c2, 465 : drop, 443 : accept }
  }
${regular
  .map((rules, at) => `  chain c${at} {\n${listed(rules)}  }`)
  .reverse()
  .join('\n')}
${bases
  .map(
    ({ hook, priority, policy, rules }, at) =>
      `  chain b${at} {\n    type filter hook ${hook} priority ${priority}; policy ${policy};\n${listed(rules)}  }`,
  )
  .join('\n')}
}
`,
  )

function listed(rules: readonly string[]): string {
  return rules.map((one) => `    ${one}\n`).join('')
}
