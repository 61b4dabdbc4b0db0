import { describe, expect, it } from 'vitest'
import type { FirewallVerdict } from '../../../../../src/core/host.ts'
import type { Family } from '../../../../../src/core/line.ts'
import { inboundVerdict } from '../../../../../src/system/host/linux/firewall/inbound-verdict.ts'
import { readRuleset } from '../../../../../src/system/host/linux/firewall/read-ruleset.ts'
import { askedPorts, type AskedPort, caller, listedAs, machine, type RulesetName } from './rulesets.ts'

/** One letter a verdict, for the ports 22, 25, 143, 465, 587, 993 and 2525. */
const letters = { a: 'accepts', d: 'drops', r: 'rejects', '?': 'cannot-tell' } as const

const table: readonly (readonly [RulesetName, v4: string, v6: string])[] = [
  ['nothing', 'aaaaaaa', 'aaaaaaa'],
  ['workstation', 'adddddd', 'adddddd'],
  ['mail-server', 'dadaaad', 'dadaaad'],
  ['smtp-dropped', 'adaaaaa', 'adaaaaa'],
  ['smtp-rejected', 'r??rrrr', 'a??rrra'],
  ['accepted-then-dropped', 'adadaaa', 'aaadaaa'],
  ['raw-prerouting', 'adaadda', 'adaadda'],
  ['named-sets', 'daddadd', 'dadaaad'],
  ['verdict-maps', 'daddraa', 'daddaaa'],
  ['no-answer', 'daddddd', 'daddddd'],
  ['redirected', 'aaaadaa', 'aaaadaa'],
  ['ufw', '?addrdd', 'aaaaaaa'],
  ['firewalld', 'aarrdrr', 'aarrdrr'],
  ['docker', 'a?aaaaa', 'aaaaaaa'],
  ['fail2ban', 'ararraa', 'aaaaaaa'],
  ['not-foreseen', 'a????d?', 'a????da'],
  ['flags-and-marks', 'aad??aa', 'aad??aa'],
  ['forgot-established', 'dddaddd', 'dddaddd'],
  ['addresses', 'rddadaa', 'aaaaadd'],
]

function verdictOf(json: string, packet: { family: Family; port: number; from?: string; interface?: string }) {
  const ruleset = readRuleset(json)
  if (!ruleset.ok) throw new Error(ruleset.detail)
  return inboundVerdict(ruleset.value, { ...packet, to: [machine[packet.family]] })
}

function verdictsOf(name: RulesetName, family: Family): Record<number, FirewallVerdict['verdict']> {
  const packet = { family, from: caller[family], interface: 'eth0' }
  return Object.fromEntries(askedPorts.map((port) => [port, verdictOf(listedAs(name), { ...packet, port }).verdict]))
}

function spelt(text: string): Record<number, FirewallVerdict['verdict']> {
  return Object.fromEntries(
    askedPorts.map((port, at): [AskedPort, FirewallVerdict['verdict']] => [
      port,
      letters[text[at] as keyof typeof letters],
    ]),
  )
}

describe('what the rules say of a new connection', () => {
  it.each(table)('%s', (name, v4, v6) => {
    expect({ v4: verdictsOf(name, 'v4'), v6: verdictsOf(name, 'v6') }).toEqual({ v4: spelt(v4), v6: spelt(v6) })
  })
})

const eth0 = { family: 'v4', port: 25, interface: 'eth0' } as const

describe('the reason', () => {
  it.each([
    ['workstation', 'inet filter input: policy drop'],
    ['smtp-dropped', 'inet filter input: tcp dport 25 drop'],
    ['accepted-then-dropped', 'ip late input: tcp dport { 25, 465 } drop'],
    ['no-answer', 'inet filter output: policy drop', 465],
    ['redirected', 'inet nat prerouting: tcp dport 25 redirect to :2525'],
    ['docker', 'ip nat DOCKER: iifname != docker0 tcp dport 25 dnat'],
    ['not-foreseen', 'inet filter input: tcp dport 25 (limit) drop'],
    ['nothing', undefined],
  ] as const)('is the rule or policy that decides, or casts the doubt: %s', (name, because, port: number = 25) => {
    expect(verdictOf(listedAs(name), { ...eth0, from: caller.v4, port }).because).toBe(because)
  })

  it('is short, however long the rule', () => {
    const many = Array.from({ length: 5 }, () => match('ip saddr', { range: ['1.0.0.0', `223.${'0'.repeat(3)}.0.0`] }))
    const { because = '' } = verdictOf(
      rules([...many, match('tcp dport', { set: ports(1, 900) }), { drop: null }]),
      eth0,
    )
    expect(because.length).toBeLessThanOrEqual(240)
  })
})

describe('what iptables adds to nft', () => {
  const told = (port: number) => verdictOf(listedAs('iptables-nft'), { ...eth0, port, from: caller.v4 }).verdict
  it('is foreseen where nft has words for it', () => {
    expect([25, 587, 993].map(told)).toEqual(['accepts', 'drops', 'rejects'])
  })
  it('is not guessed where it has none', () => {
    expect([22, 465, 2525].map(told)).toEqual(['cannot-tell', 'cannot-tell', 'cannot-tell'])
  })
  it('casts no doubt on what the other family does', () => {
    expect(verdictOf(listedAs('iptables-nft'), { family: 'v6', port: 25 }).verdict).toBe('accepts')
  })
})

describe('somebody on the internet of whom nothing is known', () => {
  it.each([
    [
      'is from no private network',
      [match('ip saddr', { prefix: { addr: '10.0.0.0', len: 8 } }), { drop: null }],
      'accepts',
    ],
    ['is from somewhere', [match('ip saddr', { prefix: { addr: '0.0.0.0', len: 0 } }), { drop: null }], 'drops'],
    ['may be banned', [match('ip saddr', '198.51.100.10'), { drop: null }], 'cannot-tell'],
    ['comes by no loopback', [match('meta iif', 'lo'), { drop: null }], 'accepts'],
    ['comes by some interface', [match('meta iifname', 'eth1'), { drop: null }], 'cannot-tell'],
    ['comes from a high port', [match('tcp sport', { range: [1, 1023] }), { drop: null }], 'accepts'],
  ] as const)('%s', (_, rule, verdict) => {
    expect(verdictOf(rules(rule), { family: 'v4', port: 25 }).verdict).toBe(verdict)
  })
})

describe('what is not understood', () => {
  it.each([
    ['a statement', [{ teleport: null }, { accept: null }]],
    ['a match', [{ match: { op: '~', left: 1, right: 2 } }, { drop: null }]],
    ['a field', [{ match: { op: '==', left: { osf: { key: 'name' } }, right: 'Linux' } }, { drop: null }]],
    ['a pattern', [match('tcp dport', { fraction: 0.5 }), { drop: null }]],
    ['a set that is not listed', [match('tcp dport', '@gone'), { drop: null }]],
    ['a chain that is not listed', [{ jump: { target: 'gone' } }]],
    ['a program that is asked', [{ queue: { num: 1 } }]],
  ])('%s is no verdict', (_, rule) => {
    expect(verdictOf(rules(rule), eth0).verdict).toBe('cannot-tell')
  })

  it('does not matter where it comes to the same', () => {
    expect(
      verdictOf(rules([{ xt: null }, { drop: null }], [match('tcp dport', 25), { drop: null }]), eth0).verdict,
    ).toBe('cannot-tell')
    expect(
      verdictOf(rules([{ limit: {} }, { drop: null }], [match('tcp dport', 25), { drop: null }]), eth0).verdict,
    ).toBe('drops')
  })

  it('does not last: chains that call each other in circles are given up', () => {
    const circle = [
      ...listed('f', 'input', { hook: 'input', type: 'filter', prio: 0, policy: 'accept' }),
      ...listed('f', 'a'),
    ]
    const calls = ['input', ...Array.from({ length: 20 }, () => 'a')].map((chain) =>
      ruleIn(chain, [{ jump: { target: 'a' } }]),
    )
    expect(verdictOf(JSON.stringify({ nftables: [...circle, ...calls] }), eth0)).toMatchObject({
      verdict: 'cannot-tell',
      because: 'the rules are too many to be followed',
    })
  })

  it.each([
    ['no JSON', 'Error: syntax error', 'malformed'],
    ['no ruleset', '{}', 'malformed'],
    ['a rule of no chain', JSON.stringify({ nftables: [ruleIn('gone', [])] }), 'malformed'],
    [
      'a policy unheard of',
      JSON.stringify({ nftables: listed('f', 'input', { hook: 'input', type: 'filter', policy: 'maybe' }) }),
      'malformed',
    ],
    ['another version', JSON.stringify({ nftables: [{ metainfo: { json_schema_version: 2 } }] }), 'unsupported'],
    ['too much', ' '.repeat(5 * 1024 * 1024), 'too-much'],
  ])('of the whole is a failure: %s', (_, json, failure) => {
    expect(readRuleset(json)).toMatchObject({ ok: false, failure })
  })
})

function match(field: string, right: unknown) {
  const [protocol = '', name = ''] = field.split(' ')
  return {
    match: {
      op: '==',
      left: protocol === 'meta' ? { meta: { key: name } } : { payload: { protocol, field: name } },
      right,
    },
  }
}

function ports(from: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, at) => from + at)
}

/** A ruleset of one input chain that accepts what no rule stops. */
function rules(...some: readonly (readonly unknown[])[]): string {
  const chain = listed('f', 'input', { hook: 'input', type: 'filter', prio: 0, policy: 'accept' })
  return JSON.stringify({ nftables: [...chain, ...some.map((rule) => ruleIn('input', rule))] })
}

function listed(table: string, name: string, base: object = {}) {
  return [{ chain: { family: 'inet', table, name, ...base } }]
}

function ruleIn(chain: string, expr: readonly unknown[]) {
  return { rule: { family: 'inet', table: 'f', chain, expr } }
}
