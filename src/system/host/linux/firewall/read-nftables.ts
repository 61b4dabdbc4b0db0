import { type Outcome, failed, success } from '../../../../core/failure.ts'
import type { Sources } from '../../sources.ts'
import { readRuleset } from './read-ruleset.ts'
import type { Ruleset } from './ruleset.ts'

/**
 * The rules of this machine's packet filter, as `nft` lists them (those of iptables-nft among them).
 *
 * Only root may list them: `not-permitted` for others. Where nft is not installed, or has no JSON, nobody here reads
 * them (`by: 'none'`). Otherwise fails as `readRuleset` does, or as the program did.
 */
export async function readNftables(sources: Sources): Promise<Outcome<Ruleset>> {
  const [printed, legacy4, legacy6] = await Promise.all([
    // --stateless: no counters, which are of no use here and long.
    sources.run('nft', ['--json', '--stateless', 'list', 'ruleset']),
    sources.read('/proc/net/ip_tables_names'),
    sources.read('/proc/net/ip6_tables_names'),
  ])
  if (!printed.ok) return printed.failure === 'unsupported' ? success(unread) : printed
  const { code, stdout, stderr } = printed.value
  if (code !== 0) {
    if (/not permitted|permission denied|must be root/i.test(stderr)) return failed('not-permitted', stderr.trim())
    return /json/i.test(stderr) ? success(unread) : failed('unclassified', stderr.trim().slice(0, longestDetail))
  }
  const ruleset = readRuleset(stdout)
  if (!ruleset.ok) return ruleset
  return success({ ...ruleset.value, alsoLegacy: [...used('ip', legacy4), ...used('ip6', legacy6)] })
}

/** Of what a program complains in. */
const longestDetail = 200

const unread: Ruleset = { chains: new Map(), sets: new Map(), alsoLegacy: [], by: 'none' }

/** The old ip_tables lists the tables that somebody has made use of. Empty where there are none. */
function used(family: 'ip' | 'ip6', names: string | undefined): ('ip' | 'ip6')[] {
  return (names ?? '').trim() === '' ? [] : [family]
}
