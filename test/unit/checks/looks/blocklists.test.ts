import { describe, expect, it } from 'vitest'
import { blocklists, type BlocklistsFacts } from '../../../../src/checks/looks/blocklists.ts'
import { standingOf } from '../../../../src/checks/reputation/standing-of.ts'
import type { Asked, Blocklist } from '../../../../src/core/asked.ts'
import { remembered } from '../../../../src/core/remembered.ts'
import { type Trace, traced } from '../../../../src/core/traced.ts'
import { type Entries, scriptedLists } from '../../protocols/dnsbl/scripted-lists.ts'

const zen: Blocklist = {
  name: 'Zen',
  zone: 'zen.test',
  of: ['v4', 'v6'],
  codes: { '127.0.0.2': 'abuse', '127.0.0.10': 'policy-by-provider' },
  removal: 'https://zen.test/',
}
const small: Blocklist = { name: 'Small', zone: 'small.test', of: ['v4'], codes: { '127.0.0.2': 'minor' } }
const domains: Blocklist = { name: 'Domains', zone: 'domains.test', of: ['domain'], codes: { '127.0.1.2': 'abuse' } }
const alive: Entries = {
  '2.0.0.127.zen.test': ['127.0.0.2'],
  '2.0.0.127.small.test': ['127.0.0.2'],
  'test.domains.test': ['127.0.1.2'],
}
const asked: Asked = { release: '0.1.0', probes: [], stun: [], servers: [], blocklists: [zen, small, domains] }
const given = {
  v4: { address: { address: '203.0.113.7', onThisMachine: false } },
  v6: { address: { address: '2001:db8::7', onThisMachine: true } },
  domain: {},
} as const

async function look(kind: keyof typeof blocklists, entries: Entries = alive, more: Partial<Asked> = {}) {
  const { line, names, questions } = scriptedLists(entries)
  const facts: BlocklistsFacts = await blocklists[kind].observe(line, given[kind] as never, { ...asked, ...more })
  return { facts, names: names(), questions }
}

describe('the lists that receivers ask', () => {
  it('are asked three questions each, those that have the family alone', async () => {
    const { facts, names } = await look('v4')
    expect(names).toEqual(
      ['zen.test', 'small.test'].flatMap((zone) => [`7.113.0.203.${zone}`, `2.0.0.127.${zone}`, `1.0.0.127.${zone}`]),
    )
    expect(facts.address).toBe('203.0.113.7')
    expect(facts.lists.map((list) => [list.list, list.tells, list.removal, standingOf(list)])).toEqual([
      ['Zen', ['abuse', 'policy-by-provider'], 'https://zen.test/', 'believed'],
      ['Small', ['minor'], undefined, 'believed'],
    ])
    expect((await look('v6')).facts.lists.map(({ list }) => list)).toEqual(['Zen'])
  })

  it('are asked for their test points once a run, also where both families are', async () => {
    const { line, names } = scriptedLists(alive)
    const once = remembered(line)
    for (const kind of ['v4', 'v6'] as const) await blocklists[kind].observe(once, given[kind] as never, asked)
    expect(names().filter((name) => name === '2.0.0.127.zen.test')).toHaveLength(1)
    expect(names()).toHaveLength(7)
  })

  it('of domains are asked where there is a domain', async () => {
    const { facts, names } = await look('domain', alive, { domain: 'home.test' })
    expect(names).toEqual(['home.test.domains.test', 'test.domains.test', 'invalid.domains.test'])
    expect(facts).toMatchObject({ domain: 'home.test', lists: [{ list: 'Domains', here: { said: 'nothing' } }] })
    expect(await look('domain')).toEqual({ facts: { lists: [] }, names: [], questions: [] })
  })

  it('are nobody where the user wants none', async () => {
    expect((await look('v4', alive, { blocklists: [] })).names).toEqual([])
    expect((await look('v4', alive, { blocklists: undefined as never })).facts.lists).toEqual([])
  })

  it.each([
    ['believed', { ...alive, '7.113.0.203.zen.test': ['127.0.0.10'] }],
    ['refused', { ...alive, '2.0.0.127.zen.test': ['127.255.255.254'] }],
    ['failed', { ...alive, '7.113.0.203.zen.test': 'timed-out' as const }],
    ['failed', { ...alive, '1.0.0.127.zen.test': 'lookup-failed' as const }],
    ['failed', { ...alive, '2.0.0.127.zen.test': 'lookup-refused' as const }],
    ['mute', {}],
    ['foreign', { ...alive, '1.0.0.127.zen.test': ['192.0.2.80'] }],
    ['foreign', { ...alive, '1.0.0.127.zen.test': ['127.0.0.2'] }],
    // A filter that has this machine for every name that it does not like.
    ['foreign', { '2.0.0.127.zen.test': ['127.0.0.1'], '1.0.0.127.zen.test': ['127.0.0.1'] }],
  ] as const)('are %s after what they say of their test points', async (standing, entries) => {
    const { facts } = await look('v4', entries, { blocklists: [zen] })
    expect(facts.lists.map(standingOf)).toEqual([standing])
  })

  it('leave no key in facts and evidence', async () => {
    const keyed: Blocklist = { ...zen, zone: 's3cret.zen.test', shownAs: 'zen.test' }
    const { line, names } = scriptedLists({})
    const trace: Trace = []
    const facts = await blocklists.v4.observe(traced(line, trace), given.v4 as never, { ...asked, blocklists: [keyed] })
    expect(names()[0]).toBe('7.113.0.203.s3cret.zen.test')
    expect(JSON.stringify([facts, trace])).not.toContain('s3cret')
    expect(trace.map(({ on }) => on)).toContain('7.113.0.203.zen.test A')
  })
})
