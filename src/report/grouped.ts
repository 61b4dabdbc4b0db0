import { type Answered, type Finding, type Skipped, weightOf } from '../core/finding.ts'
import type { Advised } from './advice.ts'
import { rootOf } from './root-of.ts'

/** One trouble, and all the findings that come of it: shown once. */
export interface Trouble {
  readonly finding: Advised
  readonly alsoBecauseOfIt: readonly Advised[]
}

/** The findings of a report in the order in which they are told. */
export interface Grouped {
  /** What fails, worst first, then what asks for care. */
  readonly problems: readonly Trouble[]
  readonly unknown: readonly Trouble[]
  /** Fails, asks for care or is unknown, and counts for nothing. */
  readonly byTheWay: readonly Trouble[]
  readonly fine: readonly Answered[]
  /** What did not apply, by the reason. */
  readonly moot: ReadonlyMap<string, readonly Skipped[]>
}

export function grouped(findings: readonly Advised[]): Grouped {
  const troubles = new Map<Advised, Advised[]>()
  const fine: Answered[] = []
  const moot = new Map<string, Skipped[]>()
  for (const finding of findings) {
    const weight = weightOf(finding)
    if (finding.kind === 'skipped' && 'moot' in finding.because) {
      moot.set(finding.because.moot, [...(moot.get(finding.because.moot) ?? []), finding])
    } else if (weight === 'pass' && finding.kind === 'answered') {
      fine.push(finding)
    } else {
      const head = sameReason(troubles.keys(), finding) ?? rootOf(finding, findings)
      const others = troubles.get(head) ?? []
      troubles.set(head, head === finding ? others : [...others, finding])
    }
  }
  const told = [...troubles]
    .map(([finding, alsoBecauseOfIt]): Trouble => ({ finding, alsoBecauseOfIt }))
    .sort((one, other) => rankOf(one.finding) - rankOf(other.finding))
  const counting = told.filter((trouble) => counts(trouble, findings))
  return {
    problems: counting.filter(({ finding }) => rankOf(finding) < rankOfUnknown),
    unknown: counting.filter(({ finding }) => rankOf(finding) >= rankOfUnknown),
    byTheWay: told.filter((trouble) => !counting.includes(trouble)),
    fine,
    moot,
  }
}

/** What could not be asked for the same reason is one trouble, also where the reason is no finding (a look, a Ctrl-C). */
function sameReason(heads: Iterable<Advised>, finding: Finding): Advised | undefined {
  if (finding.kind !== 'skipped' || !('blind' in finding.because)) return undefined
  const { blind } = finding.because
  return [...heads].find((head) => head.kind === 'skipped' && 'blind' in head.because && head.because.blind === blind)
}

/**
 * Whether a trouble is more than information: it matters, something that matters comes of it, or it says more of a
 * trouble that matters (`inbound.blocker.v4` of `inbound.25.v4`: same group, same family).
 */
function counts({ finding, alsoBecauseOfIt }: Trouble, findings: readonly Finding[]): boolean {
  if ([finding, ...alsoBecauseOfIt].some(matters)) return true
  return findings.some(
    (other) =>
      matters(other) &&
      weightOf(other) === 'fail' &&
      group(other) === group(finding) &&
      family(other) === family(finding),
  )
}

function matters(finding: Finding): boolean {
  return Object.keys(finding.matters).length > 0
}

function group({ check }: Finding): string {
  return check.split('.')[0] ?? ''
}

function family({ check }: Finding): string {
  return /\.(v[46])$/.exec(check)?.[1] ?? ''
}

const rankOfUnknown = 4

function rankOf(finding: Finding): number {
  const required = Object.values(finding.matters).includes('required')
  const weight = weightOf(finding)
  if (weight === 'fail') return required ? 0 : 1
  if (weight === 'warn') return required ? 2 : 3
  return rankOfUnknown
}
