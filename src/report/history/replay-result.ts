import type { LineVerdict } from '../../core/ability.ts'
import type { Change } from '../../history/diff.ts'
import type { NotJudged, Replayed } from '../../history/replayed.ts'
import { type NamedRun, type ToldChange, toldChanges } from './comparison.ts'

/** Old runs under today's judgement: what `replay --json` prints. Public format, see `docs/format.md`. */
export interface ReplayResult {
  readonly schema: 1
  /** Whose judgement it is. */
  readonly release: string
  readonly runs: readonly ReplayedRun[]
  /** Over all runs: facts that were judged anew, facts that could not be, answers that are others today. */
  readonly judged: number
  readonly notJudged: { readonly [W in NotJudged]: number }
  readonly changed: number
  /** Runs that are kept and could not be read. */
  readonly unread: readonly string[]
}

export interface ReplayedRun {
  /** Its id, or the file that it came from. */
  readonly run: string
  readonly at: string
  readonly release: string
  readonly judged: number
  readonly notJudged: Replayed['notJudged']
  readonly changed: readonly ToldChange[]
  /** There only if the verdict over the line is another one today. */
  readonly verdict?: Change<LineVerdict>
}

/** `verdict` is what today's findings come to. */
export function replayedRun({ name, run }: NamedRun, today: Replayed, verdict: LineVerdict): ReplayedRun {
  return {
    run: name,
    at: run.at,
    release: run.tool.version,
    judged: today.judged,
    notJudged: today.notJudged,
    changed: toldChanges(today.changed, today.findings),
    ...(verdict === run.verdict ? {} : { verdict: { from: run.verdict, to: verdict } }),
  }
}

export function replayResult(runs: readonly ReplayedRun[], unread: readonly string[], release: string): ReplayResult {
  const notJudged = { 'other-revision': 0, 'no-such-check': 0, 'no-facts': 0, 'judgement-failed': 0 }
  for (const run of runs) for (const { why } of run.notJudged) notJudged[why] += 1
  return {
    schema: 1,
    release,
    runs,
    judged: runs.reduce((sum, each) => sum + each.judged, 0),
    notJudged,
    changed: runs.reduce((sum, each) => sum + each.changed.length, 0),
    unread,
  }
}
