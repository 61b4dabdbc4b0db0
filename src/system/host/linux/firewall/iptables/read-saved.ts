import { type Outcome, failed, success } from '../../../../../core/failure.ts'
import { rulesetLimit } from '../read-ruleset.ts'
import type { Rule } from '../ruleset.ts'
import { type IpFamily, readSavedRule } from './read-saved-rule.ts'

/** The tables of one family, by name, as iptables-save tells them. */
export type SavedTables = ReadonlyMap<string, SavedTable>

/** The chains of a table, by name. */
export type SavedTable = ReadonlyMap<string, SavedChain>

export interface SavedChain {
  /** Only chains of the kernel's own have one; undefined: a chain that rules jump to. */
  readonly policy: 'accept' | 'drop' | undefined
  readonly rules: readonly Rule[]
}

/** The longest rules are byte code of `-m bpf`, with some hundred instructions. */
const longestLine = 4_096

/** A table under construction: its rules are read when all its chains are known, for a target may be one of them. */
type Draft = Map<string, { readonly policy: SavedChain['policy']; readonly rules: string[] }>

/**
 * The tables out of what `iptables-save` or `ip6tables-save` prints. Pure.
 *
 * What is not understood within a rule is kept as such; of the whole it is a failure, `malformed`: rules of which some
 * are missing say nothing. `too-much` beyond `rulesetLimit` characters.
 */
export function readSaved(text: string, family: IpFamily): Outcome<SavedTables> {
  if (text.length > rulesetLimit) return failed('too-much', 'the rules are too long to be read')
  const tables = new Map<string, SavedTable>()
  let name: string | undefined
  let draft: Draft = new Map()
  for (const line of text.split('\n')) {
    if (line.length > longestLine) return failed('malformed', 'a line too long')
    if (line === '' || line.startsWith('#')) continue
    const table = /^\*(\w+)$/.exec(line)?.[1]
    if (name === undefined) {
      if (table === undefined || tables.has(table)) return failed('malformed', 'a line outside of a table')
      name = table
      draft = new Map()
    } else if (line === 'COMMIT') {
      tables.set(name, read(draft, family))
      name = undefined
    } else if (!readLine(line, draft)) return failed('malformed', 'a line that is neither a chain nor a rule')
  }
  return name === undefined ? success(tables) : failed('malformed', 'a table without its end')
}

/** `:INPUT DROP [0:0]` or `-A INPUT …`; with `--counters`, `[0:0]` is before the rule. */
function readLine(line: string, draft: Draft): boolean {
  const [, chain = '', policy] = /^:(\S+) (ACCEPT|DROP|-) \[\d+:\d+\]$/.exec(line) ?? []
  if (policy !== undefined) {
    if (draft.has(chain)) return false
    draft.set(chain, { policy: policy === 'ACCEPT' ? 'accept' : policy === 'DROP' ? 'drop' : undefined, rules: [] })
    return true
  }
  const [, of = '', rule = ''] = /^(?:\[\d+:\d+\] )?-A (\S+)(?: (.*))?$/.exec(line) ?? []
  const owner = draft.get(of)
  owner?.rules.push(rule)
  return owner !== undefined
}

function read(draft: Draft, family: IpFamily): SavedTable {
  const chains = new Set(draft.keys())
  return new Map(
    [...draft].map(([name, { policy, rules }]) => [
      name,
      { policy, rules: rules.map((rule) => readSavedRule(rule, { family, chains })) },
    ]),
  )
}
