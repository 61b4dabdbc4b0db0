import type { AbilityAnswer, LineVerdict } from '../core/ability.ts'
import { abilities, type Ability } from '../core/verdict.ts'
import { type AnswerChange, answerChange } from './answer-change.ts'
import type { SavedLine, SavedRun } from './saved-run.ts'

/** One run beside another: what is another. Sentences are never compared, for they may be worded anew. */
export interface RunDiff {
  /** The runs, as they are told apart. */
  readonly from: Which
  readonly to: Which
  /** Of the line: only what is another; null where there is none. */
  readonly line: { readonly [W in LineMember]?: Change<string | null> }
  readonly verdict?: Change<LineVerdict>
  readonly abilities: readonly (Change<AbilityAnswer> & { readonly ability: Ability })[]
  /** A relay sends in one of them, so that sending is judged by it. */
  readonly relay?: Change<boolean>
  /** In the order of the later run. */
  readonly answers: readonly AnswerChange[]
  /** How many checks came to the same. */
  readonly same: number
  /** Checks that only one of the runs looked at: out of the other's scope, or unknown to its release. */
  readonly notLookedAt: { readonly from: readonly string[]; readonly to: readonly string[] }
}

export interface Which {
  readonly at: string
  readonly release: string
}

export interface Change<T> {
  readonly from: T
  readonly to: T
}

/** `v4`, `v6`: as others see it. `provider`: the network that announces it, and what the registries call it. */
type LineMember = 'name' | 'gateway' | 'provider' | 'v4' | 'v6'

/** What is another in a later run than in an earlier one. Pure. */
export function diff(before: SavedRun, after: SavedRun): RunDiff {
  const earlier = new Map(before.findings.map((finding) => [finding.check, finding]))
  const later = new Set(after.findings.map(({ check }) => check))
  const pairs = after.findings.flatMap((finding) => {
    const old = earlier.get(finding.check)
    return old === undefined ? [] : [{ change: answerChange(old, finding) }]
  })
  const answers = pairs.flatMap(({ change }) => (change === undefined ? [] : [change]))
  const verdict = changed(before.verdict, after.verdict)
  const relay = changed(before.relay === true, after.relay === true)
  return {
    from: { at: before.at, release: before.tool.version },
    to: { at: after.at, release: after.tool.version },
    line: lineChanges(before.line, after.line),
    ...(verdict === undefined ? {} : { verdict }),
    abilities: abilities.flatMap((ability) => {
      const change = changed(before.abilities[ability], after.abilities[ability])
      return change === undefined ? [] : [{ ability, ...change }]
    }),
    ...(relay === undefined ? {} : { relay }),
    answers,
    same: pairs.length - answers.length,
    notLookedAt: {
      from: [...later].filter((check) => !earlier.has(check)),
      to: [...earlier.keys()].filter((check) => !later.has(check)),
    },
  }
}

function lineChanges(before: SavedLine, after: SavedLine): RunDiff['line'] {
  const members: readonly (readonly [LineMember, (line: SavedLine) => string | undefined])[] = [
    ['name', ({ name }) => name],
    ['gateway', ({ known }) => known?.gateway],
    ['provider', ({ provider }) => providerWords(provider)],
    ['v4', ({ v4 }) => v4?.public],
    ['v6', ({ v6 }) => v6?.public],
  ]
  return Object.fromEntries(
    members.flatMap(([member, of]) => {
      const change = changed(of(before) ?? null, of(after) ?? null)
      return change === undefined ? [] : [[member, change]]
    }),
  )
}

function providerWords(provider: SavedLine['provider']): string | undefined {
  if (provider === undefined) return undefined
  const { asn, name } = provider
  const words = [...(name === undefined ? [] : [name]), ...(asn === undefined ? [] : [`AS${asn}`])]
  return words.length === 0 ? undefined : words.join(', ')
}

function changed<T>(from: T, to: T): Change<T> | undefined {
  return from === to ? undefined : { from, to }
}
