import { type Certainty, not, or } from './certainty.ts'
import { type FieldValue, exactly, unknown } from './field-value.ts'
import { equalsOne, holds, masked, membersOf } from './holds.ts'
import { type PacketFields, fieldValue } from './packet-fields.ts'
import { ruleText } from './rule-text.ts'
import {
  type Chain,
  type Expression,
  type MapEntry,
  type Match,
  type Rule,
  type Ruleset,
  type Statement,
  type Verdict,
  keyOf,
} from './ruleset.ts'

/** The kernel refuses deeper nesting (NFT_JUMP_STACK_SIZE). */
const deepest = 16

/** Statements and elements of sets: some hundred times what a busy machine has. Beyond it the walk is given up. */
const mostSteps = 2_000_000

/** What may become of a packet. `unclear`: it is given away, or nobody can say. */
export type Fate = 'accept' | 'drop' | 'reject' | 'unclear'

/** Every way in which a chain may end for the packet, each with the first rule, in words, that brings it. */
export type Fates = ReadonlyMap<Fate, string>

/** Where the packet may go on from a rule: with the next one, out of the chain, both, or nowhere. */
interface Onward {
  readonly next: boolean
  readonly out: boolean
}

const next: Onward = { next: true, out: false }
const nowhere: Onward = { next: false, out: false }

/** A packet on its way through the hooks. Rules on the way may change what is known of it. */
export interface Walker {
  /** What may become of it in a base chain, the policy included. */
  through(chain: Chain): Fates
  /** To which other port of this machine a rule has sent it; the rule in words. */
  redirected(): Redirection | undefined
  redirect(to: Redirection): void
}

export interface Redirection {
  readonly port: number
  readonly by: string
}

/**
 * Follows a packet of which not everything is known. A rule that may or may not match is followed both ways at once:
 * the fates are all that is possible, so that one fate alone is certain.
 */
export function walker(ruleset: Ruleset, packet: PacketFields): Walker {
  const fields = new Map(packet)
  let redirected: Redirection | undefined
  let steps = 0
  // Counts what rules changed of the packet: what was found of a chain before holds no longer.
  let changes = 0

  return {
    redirected: () => redirected,
    redirect,
    through(chain) {
      const fates = new Map<Fate, string>()
      const policy = chain.base?.policy ?? 'accept'
      const words = chain.words === undefined ? policy : policy.toUpperCase()
      if (rules(chain, 0, fates, new Map())) note(fates, policy, `${placeOf(chain)}: policy ${words}`)
      return fates
    },
  }

  /** Whether the packet may come to the end of a chain. `seen`: the chains that were walked already. */
  function rules(chain: Chain, depth: number, fates: Map<Fate, string>, seen: Map<string, boolean>): boolean {
    const key = `${keyOf(chain.family, chain.table, chain.name)} ${changes}`
    const known = seen.get(key)
    if (known !== undefined) return known
    const before = changes
    let out = false
    let reached = true
    for (const rule of chain.rules) {
      const onward = oneRule(rule)
      out ||= onward.out
      reached = onward.next
      if (!reached) break
    }
    if (changes === before) seen.set(key, reached || out)
    return reached || out

    function oneRule(rule: Rule): Onward {
      let skipped = false
      const place = () => `${placeOf(chain)}: ${ruleText(rule)}`
      for (const statement of rule.statements) {
        steps += 1
        if (steps > mostSteps || depth > deepest) {
          note(fates, 'unclear', 'the rules are too many to be followed')
          return nowhere
        }
        switch (statement.kind) {
          case 'harmless':
            break
          case 'perhaps':
            skipped = true
            break
          case 'match':
          case 'either': {
            const certainty = applies(statement)
            if (certainty === 'no') return next
            if (certainty === 'maybe') skipped = true
            break
          }
          case 'change':
            change(statement.field, skipped ? undefined : statement.to)
            break
          case 'redirect':
            if (skipped) note(fates, 'unclear', place())
            else note(fates, 'accept', place())
            if (statement.port !== undefined) redirect({ port: statement.port, by: place() })
            return { next: skipped, out: false }
          case 'opaque':
            note(fates, 'unclear', place())
            break
          case 'verdict':
            return either(skipped, verdict(statement.verdict, place))
          case 'vmap': {
            const found = lookUp(statement.entries, valuesOf(statement.key))
            const ways = found.verdicts.map((one) => verdict(one, place))
            if (found.maybeNone) ways.push(next)
            return either(skipped, ...ways)
          }
        }
      }
      return next
    }

    function verdict(one: Verdict, place: () => string): Onward {
      switch (one.kind) {
        case 'continue':
          return next
        case 'return':
          return { next: false, out: true }
        case 'away':
          note(fates, 'unclear', place())
          return nowhere
        case 'jump':
        case 'goto': {
          const target = ruleset.chains.get(keyOf(chain.family, chain.table, one.target))
          if (target === undefined) {
            note(fates, 'unclear', place())
            return nowhere
          }
          const ends = rules(target, depth + 1, fates, seen)
          return one.kind === 'jump' ? { next: ends, out: false } : { next: false, out: ends }
        }
        default:
          note(fates, one.kind, place())
          return nowhere
      }
    }
  }

  function applies(statement: Match | (Statement & { kind: 'either' })): Certainty {
    if (statement.kind === 'either') {
      const any = or(statement.of.map(applies))
      return statement.not ? not(any) : any
    }
    steps += membersOf(statement.right, ruleset.sets)?.length ?? 0
    return holds(statement.op, valuesOf(statement.left), statement.right, ruleset.sets)
  }

  function lookUp(entries: readonly MapEntry[] | { readonly set: string }, values: readonly FieldValue[]) {
    const listed = 'set' in entries ? ruleset.sets.get(entries.set)?.entries : entries
    if (listed === undefined) return { verdicts: [{ kind: 'away', words: 'a map' } as const], maybeNone: true }
    steps += listed.length
    if (values.some(({ kind }) => kind === 'absent')) return { verdicts: [], maybeNone: true }
    const verdicts: Verdict[] = []
    // The catch-all is for what no other key has.
    const ranked = [...listed.filter(([key]) => !isCatchAll(key)), ...listed.filter(([key]) => isCatchAll(key))]
    for (const [key, one] of ranked) {
      const certainty: Certainty = equalsOne(values, key)
      if (certainty !== 'no') verdicts.push(one)
      if (certainty === 'yes') return { verdicts, maybeNone: false }
    }
    return { verdicts, maybeNone: true }
  }

  function valuesOf(expression: Expression): readonly FieldValue[] {
    switch (expression.kind) {
      case 'field':
        return [fieldValue(fields, expression.name)]
      case 'masked':
        return [masked(fieldValue(fields, expression.name), expression.mask)]
      case 'joined':
        return expression.parts.flatMap(valuesOf)
      case 'opaque':
        return [unknown]
    }
  }

  function change(field: string, to: number | undefined): void {
    changes += 1
    const names = field === '*' ? [...fields.keys()] : sameField(field)
    for (const name of names) fields.set(name, to === undefined ? unknown : exactly(to))
  }

  function redirect(to: Redirection): void {
    changes += 1
    for (const name of sameField('tcp dport')) fields.set(name, exactly(to.port))
    // The bit of a translated connection is set now, and its ports are not those of the packet.
    fields.set('ct status', unknown)
    redirected ??= to
  }
}

function either(skipped: boolean, ...ways: readonly Onward[]): Onward {
  return { next: skipped || ways.some((way) => way.next), out: ways.some((way) => way.out) }
}

/** Fields that have two names. */
const aliases: readonly (readonly string[])[] = [
  ['tcp dport', 'th dport'],
  ['tcp sport', 'th sport'],
  ['tcp option maxseg size', 'xt tcpmss'],
]

function sameField(name: string): readonly string[] {
  return aliases.find((names) => names.includes(name)) ?? [name]
}

function isCatchAll(key: MapEntry[0]): boolean {
  return key.kind === 'atom' && key.value === '*'
}

function note(fates: Map<Fate, string>, fate: Fate, words: string): void {
  if (!fates.has(fate)) fates.set(fate, words)
}

function placeOf({ family, table, name, words }: Chain): string {
  return words ?? `${family} ${table} ${name}`
}
