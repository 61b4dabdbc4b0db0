import { describe, expect, it } from 'vitest'
import type { FirewallVerdict, InboundPacket } from '../../../../../src/core/host.ts'
import type { Family } from '../../../../../src/core/line.ts'
import { inboundVerdict } from '../../../../../src/system/host/linux/firewall/inbound-verdict.ts'
import { readRules } from '../../../../../src/system/host/linux/firewall/read-rules.ts'
import { sourcesOf, type World } from '../sources-of.ts'
import { askedPorts, caller, listedAs, machine, type SavedName, savedAs } from './rulesets.ts'

/** One letter a verdict, for the ports 22, 25, 143, 465, 587, 993 and 2525. */
const letters = { accepts: 'a', drops: 'd', rejects: 'r', 'cannot-tell': '?' } as const

const table: readonly (readonly [SavedName, v4: string, v6: string])[] = [
  ['by-hand', 'aadd?aa', 'aaaaaaa'],
  ['docker', 'a?aadaa', 'aaaaaaa'],
  ['every-hook', 'ddadada', 'aaaaaaa'],
  ['fail2ban', 'arrrrra', 'ararraa'],
  ['firewalld', 'aarrdar', 'arrrrrr'],
  ['not-foreseen', 'a??d???', 'aaaaaaa'],
  ['ufw', 'aada?rd', 'aada?ra'],
]

const nft = 'nft --json --stateless list ruleset'

/** A machine that has these rules. */
function having(name: SavedName): World {
  const { v4, v6, ipset, listed } = savedAs(name)
  return {
    commands: { [nft]: listed, 'iptables-nft-save': v4, 'ip6tables-nft-save': v6, 'ipset save': ipset },
  }
}

/** A machine with one table of iptables, which nft lists with this JSON, or has no nft. */
function saved(lines: readonly string[], more: Readonly<Record<string, string>> = {}): World {
  return { commands: { 'iptables-nft-save': ['*filter', ...lines, 'COMMIT', ''].join('\n'), ...more } }
}

async function verdictOf(world: World, packet: InboundPacket): Promise<FirewallVerdict> {
  const rules = await readRules(sourcesOf(world))
  if (!rules.ok) throw new Error(rules.detail)
  return inboundVerdict(rules.value, { ...packet, to: [machine[packet.family]] })
}

const from = (family: Family, port: number) => ({ family, port, from: caller[family], interface: 'eth0' })
const smtp = from('v4', 25)

/** What becomes of somebody's first packet where this is the only rule that it meets. */
function alone(rule: string, family: Family = 'v4'): Promise<FirewallVerdict> {
  const rules = [
    ':INPUT ACCEPT [0:0]',
    ':c - [0:0]',
    '-A INPUT -m state --state ESTABLISHED -j ACCEPT',
    `-A INPUT ${rule}`,
  ]
  const [names, program] = family === 'v4' ? (['ip', 'iptables'] as const) : (['ip6', 'ip6tables'] as const)
  const text = ['*filter', ...rules, 'COMMIT', ''].join('\n')
  const files = { [`/proc/net/${names}_tables_names`]: 'filter\n' }
  return verdictOf(
    { files, commands: { [nft]: listedAs('nothing'), [`${program}-legacy-save`]: text } },
    from(family, 25),
  )
}

describe('what the rules of iptables say of a new connection', () => {
  it.each(table)('%s', async (name, v4, v6) => {
    const spelt = async (family: Family) => {
      const verdicts = await Promise.all(askedPorts.map((port) => verdictOf(having(name), from(family, port))))
      return verdicts.map(({ verdict }) => letters[verdict]).join('')
    }
    expect({ v4: await spelt('v4'), v6: await spelt('v6') }).toEqual({ v4, v6 })
  })
})

describe('the reason', () => {
  it.each([
    ['ufw', 143, 'filter ufw-user-input: -p tcp -m tcp --dport 143 -j DROP'],
    ['by-hand', 143, 'filter INPUT: policy DROP'],
    ['every-hook', 993, 'filter OUTPUT: policy DROP'],
    // Without its comment, which is nobody else's.
    ['docker', 587, 'filter INPUT: -i eth0 -p tcp -m tcp --dport 587 -m conntrack --ctstate NEW -j DROP'],
    ['docker', 25, 'nat DOCKER: ! -i docker0 -p tcp -m tcp --dport 25 -j DNAT --to-destination 172.17.0.2:25'],
    ['every-hook', 587, 'nat PREROUTING: -i eth0 -p tcp -m tcp --dport 587 -m addrtype --dst-type LOCAL -j REDIRECT'],
  ] as const)('is in the words of iptables: %s', async (name, port, because) => {
    const told = await verdictOf(having(name), from('v4', port))
    expect(told.because?.startsWith(because) && told.by).toBe('nft')
  })
})

describe('a rule of iptables', () => {
  // Whether it applies to somebody's first packet to port 25.
  it.each([
    ['-p tcp', 'yes'],
    ['-p all', 'yes'],
    ['! -p tcp', 'no'],
    ['-p udp -m udp ! --dport 53', 'no'],
    ['-p icmp -m icmp ! --icmp-type 8', 'no'],
    ['-s 198.51.100.0/24', 'yes'],
    ['! -s 198.51.100.0/25', 'no'],
    ['! -d 203.0.113.8/32', 'yes'],
    ['-s 198.0.100.0/255.0.255.0', 'maybe'],
    ['-i eth0', 'yes'],
    ['-i eth+', 'yes'],
    ['-i eth*', 'no'],
    ['! -i lo', 'yes'],
    ['-i +', 'yes'],
    ['-f', 'no'],
    ['! -f', 'yes'],
    ['-c 1 60', 'yes'],
    ['-p tcp -m tcp --dport 20:25', 'yes'],
    ['-p tcp -m tcp ! --dport 26:65535', 'yes'],
    ['-p tcp -m tcp --sport 1:1023', 'no'],
    ['-p tcp -m tcp --tcp-flags FIN,SYN,RST,ACK SYN', 'yes'],
    ['-p tcp -m tcp ! --tcp-flags SYN,ACK SYN', 'no'],
    ['-p tcp -m tcp --tcp-flags FIN,SYN,RST,PSH,ACK,URG NONE', 'no'],
    ['-p tcp -m tcp --tcp-option 8', 'maybe'],
    ['-p tcp -m multiport --dports 1,20:30', 'yes'],
    ['-p tcp -m multiport ! --dports 587,465', 'yes'],
    ['-p tcp -m multiport --ports 25', 'yes'],
    ['-p tcp -m multiport ! --ports 25', 'no'],
    ['-p tcp -m multiport --ports 26', 'no'],
    ['-m state --state NEW', 'yes'],
    ['-m conntrack ! --ctstate NEW,UNTRACKED', 'no'],
    ['-m conntrack --ctstate RELATED,ESTABLISHED,DNAT', 'no'],
    ['-m conntrack ! --ctstate INVALID,DNAT', 'yes'],
    ['-m conntrack --ctdir ORIGINAL', 'yes'],
    ['-m conntrack --ctorigdstport 25', 'maybe'],
    ['-m addrtype --dst-type LOCAL', 'yes'],
    ['-m addrtype ! --dst-type LOCAL,BROADCAST', 'no'],
    ['-m addrtype --src-type LOCAL --limit-iface-in', 'no'],
    ['-m addrtype --dst-type LOCAL --limit-iface-in', 'maybe'],
    ['-m mark --mark 0x1', 'no'],
    ['-m mark ! --mark 0x1/0xf', 'yes'],
    ['-m connmark --mark 0x0/0xff', 'yes'],
    ['-m iprange --src-range 198.51.100.1-198.51.100.20', 'yes'],
    ['-m pkttype --pkt-type unicast', 'yes'],
    ['-p tcp -m tcpmss ! --mss 536:65535', 'no'],
    ['-m rpfilter', 'yes'],
    ['-m rpfilter --loose --invert', 'no'],
    ['-m recent --set --name a --mask 255.255.255.255 --rsource', 'yes'],
    ['-m recent --rcheck --name --set --rsource', 'maybe'],
    ['-m comment --comment "-j ACCEPT \\" \\\\"', 'yes'],
    ['-m comment --comment -j', 'yes'],
    ['-m limit --limit 3/min', 'maybe'],
    ['-m hashlimit --hashlimit-upto 5/sec --hashlimit-name -m', 'maybe'],
    ['-m owner --uid-owner 0', 'maybe'],
    ['-m set --match-set gone src', 'maybe'],
    ['-m teleport --where "-j ACCEPT"', 'maybe'],
    ['-m teleport -p udp', 'no'],
  ])('%s', async (conditions, applies) => {
    const verdict = { yes: 'drops', no: 'accepts', maybe: 'cannot-tell' }[applies]
    expect(await alone(`${conditions} -j DROP`)).toMatchObject({ verdict })
  })

  it.each([
    ['-m addrtype --dst-type LOCAL', 'yes'],
    ['-m addrtype --dst-type UNICAST,LOCAL', 'maybe'],
    ['-m rt --rt-type 0', 'no'],
    ['-m frag ! --fragid 1', 'no'],
    ['-p ipv6-icmp', 'no'],
    ['-s 2001:db8:100::/64', 'yes'],
  ])('over IPv6: %s', async (conditions, applies) => {
    const verdict = { yes: 'drops', no: 'accepts', maybe: 'cannot-tell' }[applies]
    expect(await alone(`${conditions} -j DROP`, 'v6')).toMatchObject({ verdict })
  })

  it.each([
    ['-j ACCEPT', 'accepts'],
    ['-j REJECT --reject-with tcp-reset', 'rejects'],
    ['-j RETURN', 'accepts'],
    ['-j c', 'accepts'],
    ['-g c', 'accepts'],
    ['-p tcp', 'accepts'],
    ['', 'accepts'],
    ['-j LOG --log-prefix "-j DROP"', 'accepts'],
    ['-j LOG --log-prefix -j', 'accepts'],
    ['-j NFQUEUE --queue-num 0', 'cannot-tell'],
    ['-j TELEPORT', 'cannot-tell'],
    ['-j gone', 'cannot-tell'],
    ['-g gone', 'cannot-tell'],
    // None of these can be written by iptables-save, unless it is another than any that is known here.
    ['-j ACCEPT -j DROP', 'cannot-tell'],
    ['-m teleport --where -j -j DROP', 'cannot-tell'],
    ['-m teleport [8 bytes of unknown data] -j DROP', 'cannot-tell'],
    ['-x 1 -j DROP', 'cannot-tell'],
    ['-s ! 10.0.0.0/8 -j DROP', 'cannot-tell'],
    ['-m comment --comment "open -j DROP', 'cannot-tell'],
    ['--dport 25 -j DROP', 'cannot-tell'],
  ])('comes to this: %s', async (rule, verdict) => {
    expect(await alone(rule)).toMatchObject({ verdict })
  })
})

describe('rules of nft and of iptables together', () => {
  /** What nft 1.0.6 lists of a rule that somebody added to the table of iptables with nft. */
  const added = (count: number) => {
    const ofTable = { family: 'ip', table: 'filter' }
    const base = { hook: 'input', type: 'filter', prio: 0, policy: 'accept' }
    const port = { left: { payload: { protocol: 'tcp', field: 'dport' } }, right: { set: [587, 993] }, op: '==' }
    const rule = { rule: { ...ofTable, chain: 'INPUT', expr: [{ match: port }, { drop: null }] } }
    const limited = [{ match: port }, { xt: { type: 'match', name: 'recent' } }, { drop: null }]
    const ofBoth = { rule: { ...ofTable, chain: 'INPUT', expr: limited } }
    const chain = { chain: { ...ofTable, name: 'INPUT', ...base } }
    return JSON.stringify({ nftables: [chain, ...[rule, ofBoth].slice(0, count)] })
  }
  // Of `tcp dport { 587, 993 }` iptables-save 1.8.9 leaves out the ports.
  const lies = [':INPUT ACCEPT [0:0]', '-A INPUT -p tcp -j DROP', '-A INPUT -p tcp -m recent --set -j DROP']

  it('are those of nft where nft has words for them: iptables leaves out what it has none for', async () => {
    const world = saved(lies, { [nft]: added(2) })
    expect(await verdictOf(world, smtp)).toEqual({ verdict: 'accepts', by: 'nft' })
    expect(await verdictOf(world, from('v4', 587))).toMatchObject({
      verdict: 'drops',
      because: 'filter INPUT: tcp dport { 587, 993 } drop',
    })
  })

  it('are not taken for the same where the two do not count the same', async () => {
    expect(await verdictOf(saved(lies, { [nft]: added(1) }), from('v4', 587))).toEqual({
      verdict: 'drops',
      because: 'ip filter INPUT: tcp dport { 587, 993 } drop',
      by: 'nft',
    })
  })

  it('are those of nft alone where what iptables says cannot be read', async () => {
    const told = (lines: readonly string[]) => verdictOf(saved(lines, { [nft]: added(2) }), from('v4', 993))
    expect(await told(['-A INPUT -p tcp -j DROP'])).toMatchObject({ because: /^ip filter INPUT/ })
    expect(await told([':INPUT MAYBE [0:0]'])).toMatchObject({ verdict: 'drops' })
  })
})

describe('where nft is not installed', () => {
  it('iptables is still seen to drop, but what it lets in hangs on rules unread', async () => {
    const world = saved([':INPUT DROP [0:0]', '-A INPUT -p tcp -m tcp --dport 25 -j ACCEPT'])
    expect(await verdictOf(world, from('v4', 587))).toEqual({
      verdict: 'drops',
      because: 'filter INPUT: policy DROP',
      by: 'iptables',
    })
    expect(await verdictOf(world, smtp)).toMatchObject({ verdict: 'cannot-tell' })
  })
})

describe('the old ip_tables beside nft', () => {
  const files = { '/proc/net/ip_tables_names': 'filter\n' }
  const header = '# Generated by iptables-save v1.8.9 on Wed Nov 25 00:19:00 2026\n'
  const legacy = (rule: string) => `${header}*filter\n:INPUT ACCEPT [0:0]\n-A INPUT ${rule}\nCOMMIT\n`
  const beside = (rule: string, program = 'iptables-legacy-save', name: Parameters<typeof listedAs>[0] = 'nothing') =>
    verdictOf({ files, commands: { [nft]: listedAs(name), [program]: legacy(rule) } }, smtp)

  it.each(['iptables-legacy-save', 'iptables-save'])('is read by %s', async (program) => {
    expect(await beside('-p tcp -m tcp --dport 25 -j DROP', program)).toEqual({
      verdict: 'drops',
      because: 'filter INPUT (iptables-legacy): -p tcp -m tcp --dport 25 -j DROP',
      by: 'nft',
    })
    expect(await beside('-p tcp -m tcp --dport 587 -j DROP', program)).toEqual({ verdict: 'accepts', by: 'nft' })
  })

  it('lets in only what nft lets in as well', async () => {
    expect(await beside('-j ACCEPT', 'iptables-legacy-save', 'smtp-dropped')).toMatchObject({ verdict: 'drops' })
  })

  it('may come before nft or behind it: whether it drops or rejects is left open then', async () => {
    expect(await beside('-j REJECT', 'iptables-legacy-save', 'workstation')).toEqual({
      verdict: 'drops',
      because: 'inet filter input: policy drop, or filter INPUT (iptables-legacy): -j REJECT',
      by: 'nft',
    })
  })

  it('is unread where a table is missing, or where only iptables on nft is installed', async () => {
    const commands = { [nft]: listedAs('nothing') }
    const other = `# Generated by iptables-save v1.8.9 (nf_tables) on Wed Nov 25\n*filter\n:INPUT ACCEPT [0:0]\nCOMMIT\n`
    for (const more of [{}, { 'iptables-legacy-save': '' }, { 'iptables-save': other }])
      expect(await verdictOf({ files, commands: { ...commands, ...more } }, smtp)).toMatchObject({
        verdict: 'cannot-tell',
        because: 'ip_tables has rules of its own, which were not read',
      })
  })
})
