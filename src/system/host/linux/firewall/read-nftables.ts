import { type Outcome, failed, success } from '../../../../core/failure.ts'
import type { Sources } from '../../sources.ts'
import { readRuleset } from './read-ruleset.ts'
import type { Ruleset } from './ruleset.ts'

/**
 * The rules of this machine's packet filter, as `nft` lists them: those of iptables-nft among them, as far
 * as nft has words for them.
 *
 * Only root may list them: `not-permitted` for others. Where nft is not installed, or has no JSON, nobody here reads
 * them (`by: 'none'`). Otherwise fails as `readRuleset` does, or as the program did.
 */
export async function readNftables(sources: Sources): Promise<Outcome<Ruleset>> {
  // --stateless: no counters, which are of no use here and long.
  const printed = await sources.run('nft', ['--json', '--stateless', 'list', 'ruleset'])
  if (!printed.ok) return printed.failure === 'unsupported' ? success(unread) : printed
  const { code, stdout, stderr } = printed.value
  if (code !== 0) {
    if (/not permitted|permission denied|must be root/i.test(stderr)) return failed('not-permitted', stderr.trim())
    return /json/i.test(stderr) ? success(unread) : failed('unclassified', stderr.trim().slice(0, longestDetail))
  }
  return readRuleset(stdout)
}

/** Of what a program complains in. */
const longestDetail = 200

const nobody = (['ip', 'ip6'] as const).map((family) => ({ family, words: 'the rules of nft were not read' }))

const unread: Ruleset = { chains: new Map(), sets: new Map(), unread: nobody, by: 'none' }
