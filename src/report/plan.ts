import type { Abilities } from '../core/ability.ts'
import type { Finding } from '../core/finding.ts'
import { planRules } from './plan-rules.ts'
import { steps } from './plan-steps.ts'
import { type Signs, signsOf } from './signs.ts'

/** The way to go. */
export type Way =
  | 'host-directly'
  | 'host-and-relay'
  | 'host-behind-tunnel'
  | 'change-provider'
  | 'rent-a-machine'
  | 'find-out-first'

export interface Plan {
  readonly way: Way
  /** Why this way, in a sentence or two. */
  readonly why: string
  /** The next one to three steps, first things first. */
  readonly steps: readonly string[]
  /** What it takes, in kind: a call, an evening, a small monthly fee. */
  readonly costs: string
  /** What would make it another way. */
  readonly changes: string
}

/** More would not be read. */
const mostSteps = 3

/** The way to go and its next steps, chosen from what the line can do and why not. */
export function planOf(abilities: Abilities, findings: readonly Finding[], options: { relay: boolean }): Plan {
  return planFor(signsOf(abilities, findings, options.relay))
}

/** The same, from the signs alone. */
export function planFor(signs: Signs): Plan {
  const rule = planRules.find(({ when }) => when(signs))
  if (rule === undefined) throw new Error('The last rule of the plan has to fit every line.')
  const chosen = [...new Set([...signs.remedies.leftBehind, ...rule.steps(signs)])].slice(0, mostSteps)
  return {
    way: rule.way,
    why: rule.why(signs),
    // Where nothing that was looked at offers a step, too little was looked at.
    steps: chosen.length > 0 ? chosen : [steps.askEverything],
    costs: rule.costs(signs),
    changes: rule.changes(signs),
  }
}
