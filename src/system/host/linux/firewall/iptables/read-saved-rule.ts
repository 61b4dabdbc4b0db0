import type { Rule, Statement } from '../ruleset.ts'
import { readBasics } from './read-basics.ts'
import { readMatch } from './read-match.ts'
import { readTarget } from './read-target.ts'
import { type Option, optionsOf } from './options-of.ts'
import { wordsOf } from './words-of.ts'

export type IpFamily = 'ip' | 'ip6'

export interface SavedScope {
  readonly family: IpFamily
  /** Names of the table's chains: a rule may jump to them. */
  readonly chains: ReadonlySet<string>
}

/** A match (`-m`) or a target (`-j`, `-g`) with the options that are for it. */
interface Part {
  readonly name: string
  readonly options: Option[]
}

/**
 * A rule as iptables-save tells it, without its `-A CHAIN`. What is not understood of it is a condition that may hold or
 * not, where that is certain (a match that is not known here), or may do anything at all.
 */
export function readSavedRule(line: string, scope: SavedScope): Rule {
  const parts = wordsOf(line)
  const options = parts && optionsOf(parts)
  const statements = options && readOptions(options, scope)
  return {
    statements: statements ?? [{ kind: 'opaque', words: 'a rule that is not understood' }],
    words: line.replace(comment, ''),
  }
}

/** What somebody noted for himself is nobody else's, and tells nothing of the rule. */
const comment = / ?-m comment --comment (?:"(?:[^"\\]|\\.)*"|\S+)/g

function readOptions(options: readonly Option[], { family, chains }: SavedScope): readonly Statement[] | undefined {
  const statements: Statement[] = []
  const matches: Part[] = []
  let target: Part | undefined
  let goesTo = false
  for (const option of options) {
    const { flag, not, values } = option
    const [name = '', ...more] = values
    if (flag === '-m' || flag === '-j' || flag === '-g') {
      // "[8 bytes of unknown data]" stands behind the name of an extension that this iptables does not have. And what
      // comes after a target is its own: a second one is the text of something that is not known here.
      if (not || name === '' || more.length > 0 || target !== undefined) return undefined
      if (flag === '-m') matches.push({ name, options: [] })
      else target = { name, options: [] }
      goesTo = flag === '-g'
    } else if (flag.startsWith('--')) {
      const owner = target ?? matches.at(-1)
      if (owner === undefined) return undefined
      owner.options.push(option)
    } else {
      const read = target === undefined ? readBasics(option, family) : undefined
      if (read === undefined) return undefined
      statements.push(...read)
    }
  }
  statements.push(...matches.flatMap((match) => readMatch(match.name, match.options, family)))
  if (target === undefined) return statements
  if (chains.has(target.name)) {
    const kind = goesTo ? 'goto' : 'jump'
    return [...statements, { kind: 'verdict', verdict: { kind, target: target.name } }]
  }
  return goesTo ? undefined : [...statements, readTarget(target.name, target.options)]
}
