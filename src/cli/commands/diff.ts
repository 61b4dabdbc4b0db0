import { failures, type Outcome, success } from '../../core/failure.ts'
import { hereOffset } from '../../history/local-time.ts'
import { diff as diffOf } from '../../history/diff.ts'
import type { RunHead } from '../../history/saved-run.ts'
import type { Store } from '../../history/store.ts'
import { comparison, type NamedRun } from '../../report/history/comparison.ts'
import { comparisonText } from '../../report/history/comparison-text.ts'
import { safeJson } from '../../report/json.ts'
import { visible } from '../../report/visible.ts'
import { wrapped } from '../../report/wrapped.ts'
import { systemHost } from '../../system/host/host.ts'
import { timeZone } from '../../system/time-zone.ts'
import type { Context } from '../context.ts'
import { lineHere } from '../line-here.ts'
import { readSettings } from '../settings/read-settings.ts'
import { UsageError } from '../usage-error.ts'
import { wantsUnicode } from '../wants-unicode.ts'
import { lastTwo } from './diff/last-two.ts'
import { keptRun, runNamed } from './diff/run-named.ts'
import { chooseLine } from './history/choose-line.ts'
import { linesKept } from './history/lines-kept.ts'
import { openHistory } from './history/open-history.ts'

export interface DiffFlags {
  readonly last?: boolean
  readonly line?: string
  readonly json?: boolean
  readonly [setting: string]: unknown
}

const exits = { notWorse: 0, worse: 1, notCompared: 2 } as const

/** What is another in a later run than in an earlier one. Resolves to the exit code. */
export async function diff(typed: readonly string[], flags: DiffFlags, context: Context): Promise<number> {
  const { terminal } = context
  if (flags.last && typed.length > 0) throw new UsageError(`--last chooses the runs itself: leave ${typed[0]} out`)
  if (flags.line !== undefined && typed.length > 0)
    throw new UsageError(`--line is for when no run is named: leave ${typed[0]} out`)
  const { line, ...others } = flags
  const settings = await readSettings(others, context)
  const store = await openHistory(settings.user, context)
  const kept = await store.runs()
  const runs = kept.ok ? kept.value : []
  const chosen =
    typed.length > 0
      ? await namedRuns(typed, runs, store, context)
      : await lastRuns(runs, store, { flag: line, name: settings.line })
  if (!chosen.ok) {
    const why = chosen.detail ?? failures[chosen.failure]
    terminal.err(`${wrapped(visible(`There is nothing to compare: ${why}.`), terminal.width)}\n`)
    return exits.notCompared
  }
  const [from, to] = chosen.value
  const compared = comparison(from, to, diffOf(from.run, to.run))
  terminal.out(
    flags.json
      ? safeJson(compared)
      : comparisonText(compared, {
          width: terminal.width,
          colour: terminal.colour,
          unicode: wantsUnicode(context.env),
          offsetAt: hereOffset,
          timeZone: timeZone(context.env),
          now: new Date().toISOString(),
        }),
  )
  return compared.answers.some(({ kind }) => kind === 'worse') ? exits.worse : exits.notWorse
}

type Pair = readonly [from: NamedRun, to: NamedRun]

/** One alone is compared with the last that is kept. */
async function namedRuns(
  [first = '', second]: readonly string[],
  runs: readonly RunHead[],
  store: Store,
  context: Context,
): Promise<Outcome<Pair>> {
  const one = await runNamed(first, runs, store, context)
  if (!one.ok) return one
  const last = runs.findLast(({ id }) => id !== one.value.name)
  const other =
    second !== undefined
      ? await runNamed(second, runs, store, context)
      : last === undefined
        ? nothing('no other run is kept')
        : await keptRun(last.id, store)
  if (!other.ok) return other
  // Named in an order, they are told in it; else the earlier comes first.
  const swap = second === undefined && other.value.run.at < one.value.run.at
  return success(swap ? [other.value, one.value] : [one.value, other.value])
}

async function lastRuns(
  runs: readonly RunHead[],
  store: Store,
  { flag, name }: { readonly flag: string | undefined; readonly name: string | undefined },
): Promise<Outcome<Pair>> {
  const here = () => lineHere(name, systemHost())
  const line = (await chooseLine(linesKept([], runs), { flag, name, here }))?.line
  const pair = line && lastTwo(runs, line)
  if (pair === undefined) return nothing(lackOf(runs))
  const [before, after] = await Promise.all(pair.map(({ id }) => keptRun(id, store)))
  if (before === undefined || after === undefined) return nothing('no run is kept')
  if (!before.ok) return before
  return after.ok ? success([before.value, after.value]) : after
}

/** After a change of provider the box is another one, and with it the line, unless it was given a name. */
function lackOf(runs: readonly RunHead[]): string {
  const [before, after] = runs.slice(-2)
  if (before === undefined) return 'no run is kept yet; "mailworthy check" keeps each'
  if (after === undefined) return 'one run alone is kept; "mailworthy check" keeps another'
  return `of this line fewer than two runs are kept. Over two lines: mailworthy diff ${before.id} ${after.id}`
}

function nothing(detail: string): Outcome<never> {
  return { ok: false, failure: 'no-data', detail }
}
