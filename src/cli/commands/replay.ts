import { abilitiesOf, verdictOf } from '../../core/ability.ts'
import { failures, type Outcome } from '../../core/failure.ts'
import { hereOffset } from '../../history/local-time.ts'
import { replayed } from '../../history/replayed.ts'
import type { NamedRun } from '../../report/history/comparison.ts'
import { replayedRun, type ReplayedRun, replayResult } from '../../report/history/replay-result.ts'
import { replayText } from '../../report/history/replay-text.ts'
import { safeJson } from '../../report/json.ts'
import { visible } from '../../report/visible.ts'
import { wrapped } from '../../report/wrapped.ts'
import { checks } from '../../checks/index.ts'
import { explanations } from '../../checks/explanations.ts'
import { timeZone } from '../../system/time-zone.ts'
import type { Context } from '../context.ts'
import { readSettings } from '../settings/read-settings.ts'
import { wantsUnicode } from '../wants-unicode.ts'
import { keptRun, runNamed } from './diff/run-named.ts'
import { openHistory } from './history/open-history.ts'

export interface ReplayFlags {
  readonly json?: boolean
  readonly [setting: string]: unknown
}

const exits = { same: 0, changed: 1, nothingJudged: 2 } as const

/** Judges what old runs saw by today's judgement. Resolves to the exit code. */
export async function replay(typed: readonly string[], flags: ReplayFlags, context: Context): Promise<number> {
  const { terminal } = context
  const settings = await readSettings(flags, context)
  const store = await openHistory(settings.user, context)
  const kept = await store.runs()
  const heads = kept.ok ? kept.value : []
  if (!kept.ok) {
    const why = kept.detail ?? failures[kept.failure]
    terminal.err(`${wrapped(visible(`The runs that are kept could not be read: ${why}.`), terminal.width)}\n`)
  }
  const wanted = typed.length > 0 ? typed : heads.map(({ id }) => id)
  if (wanted.length === 0) {
    terminal.err(`${wrapped(nothingKept, terminal.width)}\n`)
    return exits.nothingJudged
  }
  const judged: ReplayedRun[] = []
  const unread: string[] = []
  // One after the other: a run with all that was seen is some hundred kilobytes, and there may be a thousand.
  for (const each of wanted) {
    const read: Outcome<NamedRun> =
      typed.length > 0 ? await runNamed(each, heads, store, context) : await keptRun(each, store)
    if (read.ok) judged.push(judgedToday(read.value))
    else unread.push(each)
  }
  const result = replayResult(judged, unread, context.version)
  terminal.out(
    flags.json
      ? safeJson(result)
      : replayText(result, {
          width: terminal.width,
          colour: terminal.colour,
          unicode: wantsUnicode(context.env),
          offsetAt: hereOffset,
          timeZone: timeZone(context.env),
          now: new Date().toISOString(),
        }),
  )
  if (result.judged === 0) return exits.nothingJudged
  const differs = result.changed > 0 || judged.some(({ verdict }) => verdict !== undefined)
  return differs ? exits.changed : exits.same
}

const nothingKept =
  'No run is kept yet that could be judged: "mailworthy check" keeps each, and a report in a file can be named.'

function judgedToday(named: NamedRun): ReplayedRun {
  const today = replayed(named.run, checks, explanations)
  const verdict = verdictOf(abilitiesOf(today.findings, { relay: named.run.relay === true }))
  return replayedRun(named, today, verdict)
}
