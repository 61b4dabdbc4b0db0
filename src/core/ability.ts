import { type Finding, weightOf } from './finding.ts'
import { abilities, type Ability, type Verdict } from './verdict.ts'

export type AbilityAnswer = 'yes' | 'with-reservations' | 'unknown' | 'no'

export type Abilities = { readonly [A in Ability]: AbilityAnswer }

export interface AbilityOptions {
  /** A relay sends for this line, so it stands for the checks about sending directly. */
  readonly relay: boolean
}

/** What the line can do, judged from the findings alone. */
export function abilitiesOf(findings: readonly Finding[], options: AbilityOptions = { relay: false }): Abilities {
  const answers = abilities.map((ability) => {
    const judged = judgeAbility(
      ability,
      findings.filter((finding) => counts(finding, ability, options)),
    )
    // A relay that nobody has tried is no way out yet, however good the line to it is.
    const untried = ability === 'send' && options.relay && !findings.some(({ check }) => check === relayCheck)
    return [ability, untried && judged !== 'no' ? 'unknown' : judged]
  })
  return Object.fromEntries(answers) as Abilities
}

const relayCheck = 'outbound.relay'

/**
 * Whether a finding has a say in an ability. With a relay, the address that others see is the relay's: reverse name,
 * blocklists, SPF and the way out on port 25 of this line no longer decide whether mail is taken. What carries the line itself
 * (`line.*`) still does, and so does the bad name of a domain, which no relay takes off it.
 */
export function counts({ check, matters }: Finding, ability: Ability, { relay }: AbilityOptions): boolean {
  if (matters[ability] === undefined) return false
  if (ability !== 'send') return true
  if (!relay) return check !== relayCheck
  return check === relayCheck || check === 'reputation.domain' || check.startsWith('line.')
}

function judgeAbility(ability: Ability, findings: readonly Finding[]): AbilityAnswer {
  const required = weights(findings, ability, 'required')
  const recommended = weights(findings, ability, 'recommended')
  if (required.includes('fail')) return 'no'
  // Nothing that is required was looked at: not checked is not yes.
  if (required.length === 0 || required.includes('unknown')) return 'unknown'
  if (required.includes('warn') || recommended.some((weight) => weight !== 'pass')) return 'with-reservations'
  return 'yes'
}

function weights(
  findings: readonly Finding[],
  ability: Ability,
  weight: 'required' | 'recommended',
): readonly Verdict[] {
  return findings
    .filter((finding) => finding.matters[ability] === weight)
    .map(weightOf)
    .filter((each) => each !== 'moot')
}

export type LineVerdict = 'ready' | 'ready-with-reservations' | 'undetermined' | 'not-ready'

/** The verdict over the line: receiving and sending decide, access can only cast doubt. */
export function verdictOf(judged: Abilities): LineVerdict {
  const deciding = [judged.receive, judged.send]
  if (deciding.includes('no')) return 'not-ready'
  if (deciding.includes('unknown')) return 'undetermined'
  if (deciding.includes('with-reservations') || judged.access !== 'yes') return 'ready-with-reservations'
  return 'ready'
}

export const exitCodes = {
  ready: 0,
  'ready-with-reservations': 0,
  'not-ready': 1,
  undetermined: 2,
} as const satisfies Record<LineVerdict, number>

/** Bad use of the command line (BSD `EX_USAGE`), a bug of ours (`EX_SOFTWARE`), and a Ctrl-C (128 + SIGINT). */
export const usageExit = 64
export const bugExit = 70
export const interruptedExit = 130
