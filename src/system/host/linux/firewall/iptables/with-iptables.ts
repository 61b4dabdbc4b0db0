import { type BaseChain, type Chain, type Rule, type Ruleset, type Statement, keyOf } from '../ruleset.ts'
import type { IpFamily } from './read-saved-rule.ts'
import type { SavedChain, SavedTables } from './read-saved.ts'

/** At which hook's which priority the kernel has them (<linux/netfilter_ipv4.h>, nf_ip_hook_priorities). */
const priorities: ReadonlyMap<string, number> = new Map([
  ['raw', -300],
  ['mangle', -150],
  ['nat PREROUTING', -100],
  ['nat OUTPUT', -100],
  ['nat', 100],
  ['filter', 0],
  ['security', 50],
])

/**
 * Rules as nft lists them, with what iptables says of the same rules where nft has only the name of an extension.
 *
 * Rule by rule, and never a table as a whole: of `tcp dport { 25, 26 } drop`, which somebody added with nft, iptables
 * 1.8.9 tells `-p tcp -j DROP`. So what nft told of a rule stays, and where the two do not count the same rules, all does.
 */
export function withIptables(ruleset: Ruleset, family: IpFamily, tables: SavedTables): Ruleset {
  const chains = new Map(ruleset.chains)
  for (const [table, saved] of tables) {
    for (const [name, { rules }] of saved) {
      const key = keyOf(family, table, name)
      const listed = chains.get(key)
      if (listed === undefined || listed.rules.length !== rules.length) continue
      const joined = listed.rules.map((rule, at) => withWords(rule, rules[at] ?? rule))
      chains.set(key, { ...listed, rules: joined, words: `${table} ${name}` })
    }
  }
  return { ...ruleset, chains }
}

function withWords(listed: Rule, saved: Rule): Rule {
  const { words = '' } = saved
  if (listed.statements.some(isOfNftAlone)) return listed
  if (listed.native === undefined) return { ...listed, words }
  const conditions = listed.native.filter(({ kind }) => kind === 'match' || kind === 'perhaps')
  return { statements: [...conditions, ...saved.statements], words }
}

/** What iptables has no words for, and leaves out where it tells the rule. */
function isOfNftAlone(statement: Statement): boolean {
  if (statement.kind === 'match') return statement.right.kind === 'any' || statement.right.kind === 'named'
  return statement.kind === 'vmap'
}

/** The rules of the old ip_tables, which stand beside those of nft; or of iptables, where nobody reads those of nft. */
export function besideNft(ruleset: Ruleset, family: IpFamily, tables: SavedTables, by: 'legacy' | 'nft'): Ruleset {
  const chains = new Map(ruleset.chains)
  const legacy = by === 'legacy'
  for (const [table, saved] of tables) {
    // Jumps stay among the rules of the same kind.
    const within = legacy ? `${table} (legacy)` : table
    for (const [name, chain] of saved) {
      const words = `${table} ${name}${legacy ? ' (iptables-legacy)' : ''}`
      const one: Chain = { family, table: within, name, base: baseOf(table, name, chain), rules: chain.rules, words }
      chains.set(keyOf(family, within, name), legacy ? { ...one, legacy } : one)
    }
  }
  return { ...ruleset, chains }
}

function baseOf(table: string, name: string, { policy }: SavedChain): BaseChain | undefined {
  if (policy === undefined) return undefined
  const priority = priorities.get(`${table} ${name}`) ?? priorities.get(table) ?? 0
  return { hook: name.toLowerCase(), type: table === 'nat' ? 'nat' : 'filter', priority, policy, devices: [] }
}
