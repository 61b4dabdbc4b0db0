import { type Outcome, success } from '../../../../core/failure.ts'
import type { Sources } from '../../sources.ts'
import { readIpsets } from './iptables/read-ipsets.ts'
import type { IpFamily } from './iptables/read-saved-rule.ts'
import { runSaved } from './iptables/run-saved.ts'
import { besideNft, withIptables } from './iptables/with-iptables.ts'
import { readNftables } from './read-nftables.ts'
import type { Ruleset } from './ruleset.ts'

/**
 * The rules of this machine's packet filter: those that nft lists, those of iptables with the words that it has for
 * them, and those of the old ip_tables beside both. The programs of iptables are run only where they have something to
 * tell. Fails as `readNftables` does; what else cannot be read is said in the ruleset.
 */
export async function readRules(sources: Sources): Promise<Outcome<Ruleset>> {
  const listed = await readNftables(sources)
  if (!listed.ok) return listed
  let ruleset = listed.value
  for (const family of ['ip', 'ip6'] as const) {
    ruleset = await withSaved(sources, family, ruleset)
    ruleset = await withLegacy(sources, family, ruleset)
  }
  return success(await withIpsets(sources, ruleset))
}

/** What iptables says of its rules among those of nft; where nft is not installed, all that is known of them. */
async function withSaved(sources: Sources, family: IpFamily, ruleset: Ruleset): Promise<Ruleset> {
  if (ruleset.by === 'nft' && !hasIptables(ruleset, family)) return ruleset
  const tables = await runSaved(sources, family, 'nft')
  if (!tables.ok) return ruleset
  if (ruleset.by === 'nft') return withIptables(ruleset, family, tables.value)
  return { ...besideNft(ruleset, family, tables.value, 'nft'), by: 'iptables' }
}

/** Whether somebody used iptables: it is the only one to name its chains in capitals. */
function hasIptables({ chains }: Ruleset, family: IpFamily): boolean {
  return [...chains.values()].some((chain) => chain.family === family && chain.base && /^[A-Z]+$/.test(chain.name))
}

/** The kernel names the tables that the old ip_tables has; it is not asked where there are none, for that would make them. */
async function withLegacy(sources: Sources, family: IpFamily, ruleset: Ruleset): Promise<Ruleset> {
  const names = await sources.read(`/proc/net/${family}_tables_names`)
  const expected = (names ?? '').split('\n').filter((name) => name !== '')
  if (expected.length === 0) return ruleset
  const tables = await runSaved(sources, family, 'legacy')
  if (tables.ok && expected.every((name) => tables.value.has(name)))
    return { ...besideNft(ruleset, family, tables.value, 'legacy'), by: ruleset.by === 'nft' ? 'nft' : 'iptables' }
  const words = `${family}_tables has rules of its own, which were not read`
  return { ...ruleset, unread: [...ruleset.unread, { family, words }] }
}

/** The sets that rules of iptables look at. */
async function withIpsets(sources: Sources, ruleset: Ruleset): Promise<Ruleset> {
  const asked = [...ruleset.chains.values()].some(({ rules }) =>
    rules.some(({ words }) => words?.includes('--match-set')),
  )
  const printed = asked ? await sources.run('ipset', ['save']) : undefined
  if (!printed?.ok || printed.value.code !== 0) return ruleset
  return { ...ruleset, sets: new Map([...ruleset.sets, ...readIpsets(printed.value.stdout)]) }
}
