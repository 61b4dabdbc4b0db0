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
  const additions = await Promise.all(
    (['ip', 'ip6'] as const).flatMap((family) => [saved(sources, family, listed.value), legacy(sources, family)]),
  )
  const ruleset = additions.reduce((rules, addition) => addition(rules), listed.value)
  return success(await withIpsets(sources, ruleset))
}

/** What was read besides, to be added to the rules. */
type Addition = (ruleset: Ruleset) => Ruleset

const nothing: Addition = (ruleset) => ruleset

/** What iptables says of its rules among those of nft; where nft is not installed, all that is known of them. */
async function saved(sources: Sources, family: IpFamily, listed: Ruleset): Promise<Addition> {
  if (listed.by === 'nft' && !hasIptables(listed, family)) return nothing
  const tables = await runSaved(sources, family, 'nft')
  if (!tables.ok) return nothing
  if (listed.by === 'nft') return (ruleset) => withIptables(ruleset, family, tables.value)
  return (ruleset) => ({ ...besideNft(ruleset, family, tables.value, 'nft'), by: 'iptables' })
}

/** Whether somebody used iptables: it is the only one to name its chains in capitals. */
function hasIptables({ chains }: Ruleset, family: IpFamily): boolean {
  return [...chains.values()].some((chain) => chain.family === family && chain.base && /^[A-Z]+$/.test(chain.name))
}

/** The kernel names the tables that the old ip_tables has; it is not asked where there are none, for that would make them. */
async function legacy(sources: Sources, family: IpFamily): Promise<Addition> {
  const names = await sources.read(`/proc/net/${family}_tables_names`)
  const expected = (names ?? '').split('\n').filter((name) => name !== '')
  if (expected.length === 0) return nothing
  const tables = await runSaved(sources, family, 'legacy')
  if (tables.ok && expected.every((name) => tables.value.has(name)))
    return (ruleset) => ({
      ...besideNft(ruleset, family, tables.value, 'legacy'),
      by: ruleset.by === 'nft' ? 'nft' : 'iptables',
    })
  const words = `${family}_tables has rules of its own, which were not read`
  return (ruleset) => ({ ...ruleset, unread: [...ruleset.unread, { family, words }] })
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
