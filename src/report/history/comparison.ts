import type { Abilities, LineVerdict } from '../../core/ability.ts'
import type { Finding } from '../../core/finding.ts'
import type { Scope } from '../../core/run.ts'
import type { Fault } from '../../core/verdict.ts'
import type { AnswerChange } from '../../history/answer-change.ts'
import type { RunDiff } from '../../history/diff.ts'
import type { SavedRun } from '../../history/saved-run.ts'

/** One run beside a later one: what `diff --json` prints. Public format, see `docs/format.md`. */
export interface Comparison {
  readonly schema: 1
  readonly from: Compared
  readonly to: Compared
  /** There only if one of them is redacted: addresses and names are then not compared. */
  readonly redacted?: true
  /** What is another of the line itself; null where there was none. */
  readonly line: RunDiff['line']
  readonly relay?: NonNullable<RunDiff['relay']>
  readonly answers: readonly ToldChange[]
  /** How many checks came to the same. */
  readonly same: number
  /** Checks that only one of the runs looked at, by the one that did not. */
  readonly notLookedAt: RunDiff['notLookedAt']
}

export interface Compared {
  /** Its id, or the file that it came from. */
  readonly run: string
  readonly at: string
  readonly release: string
  readonly scope: Scope
  readonly verdict: LineVerdict
  readonly abilities: Abilities
}

/** A change with what the later of the two says. */
export interface ToldChange extends AnswerChange {
  readonly says?: string
  readonly fault?: Fault
  readonly remedy?: string
  readonly explainedBy?: string
}

export interface NamedRun {
  readonly name: string
  readonly run: SavedRun
}

export function comparison(from: NamedRun, to: NamedRun, compared: RunDiff): Comparison {
  const { line, relay, answers, same, notLookedAt } = compared
  const redacted = [from, to].some(({ run }) => isRedacted(run))
  return {
    schema: 1,
    from: comparedOf(from),
    to: comparedOf(to),
    ...(redacted ? { redacted } : {}),
    line: redacted ? {} : line,
    ...(relay === undefined ? {} : { relay }),
    answers: toldChanges(answers, to.run.findings),
    same,
    notLookedAt,
  }
}

/** Each change with what the findings say of it that are the later ones. */
export function toldChanges(changes: readonly AnswerChange[], later: readonly Finding[]): readonly ToldChange[] {
  const findings = new Map(later.map((finding) => [finding.check, finding]))
  return changes.map((change): ToldChange => {
    const finding = findings.get(change.check)
    if (finding?.kind !== 'answered') return change
    const { says, fault, remedy, explainedBy } = finding
    return {
      ...change,
      says,
      ...(fault === undefined ? {} : { fault }),
      ...(remedy === undefined ? {} : { remedy }),
      ...(explainedBy === undefined ? {} : { explainedBy }),
    }
  })
}

function comparedOf({ name, run: { at, tool, scope, verdict, abilities } }: NamedRun): Compared {
  return { run: name, at, release: tool.version, scope, verdict, abilities }
}

/** As `--redact` writes them: `address-1`, `hardware-address-1`, `name-2`. */
const pseudonym = /^(?:[a-z]+-)*(?:address|name|banner)-\d+$/

function isRedacted({ line }: SavedRun): boolean {
  return [line.name, line.known?.gateway, line.provider?.name, line.v4?.public, line.v6?.public].some(
    (each) => each !== undefined && pseudonym.test(each),
  )
}
