import { failures } from '../../core/failure.ts'
import type { Family } from '../../core/line.ts'
import { hereOffset } from '../../history/local-time.ts'
import type { History } from '../../report/history/history.ts'
import { historyCsv, type HistoryTable } from '../../report/history/history-csv.ts'
import { historyText } from '../../report/history/history-text.ts'
import { safeJson } from '../../report/json.ts'
import { visible } from '../../report/visible.ts'
import { wrapped } from '../../report/wrapped.ts'
import { timeZone } from '../../system/time-zone.ts'
import type { Context } from '../context.ts'
import { lineHere } from '../line-here.ts'
import { readSettings } from '../settings/read-settings.ts'
import { right, wrong } from '../settings/reading.ts'
import { UsageError } from '../usage-error.ts'
import { wantsUnicode } from '../wants-unicode.ts'
import { chooseLine } from './history/choose-line.ts'
import { historyOf } from './history/history-of.ts'
import { linesKept } from './history/lines-kept.ts'
import { openHistory } from './history/open-history.ts'
import { readSince } from './history/read-since.ts'
import { readArgument } from './ports/read-argument.ts'

export interface HistoryFlags {
  readonly since?: string
  readonly line?: string
  readonly family?: string
  readonly json?: boolean
  readonly csv?: boolean
  readonly outages?: boolean
  readonly addresses?: boolean
  readonly idle?: boolean
  readonly runs?: boolean
  readonly [setting: string]: unknown
}

const exits = { shown: 0, nothingKnown: 2 } as const

/** What is known of the line from earlier days. Resolves to the exit code. */
export async function history(flags: HistoryFlags, context: Context): Promise<number> {
  const { terminal } = context
  const now = new Date()
  const since =
    flags.since === undefined ? undefined : readArgument('--since', flags.since, (text) => readSince(text, now))
  const family = flags.family === undefined ? undefined : readArgument('--family', flags.family, readFamily)
  const only = chosenTable(flags)
  // A line may be named by its gateway here, as a setting may not.
  const { line: flag, ...others } = flags
  const settings = await readSettings(others, context)
  const store = await openHistory(settings.user, context)
  const [log, runs] = await Promise.all([store.watched(), store.runs()])
  for (const read of [log, runs]) {
    if (!read.ok)
      terminal.err(
        `${wrapped(visible(`The history could not be read: ${read.detail ?? failures[read.failure]}.`), terminal.width)}\n`,
      )
  }
  const kept = {
    log: log.ok ? log.value : { records: [], alive: new Map(), unread: 0 },
    runs: runs.ok ? runs.value : [],
  }
  const chosen = await chooseLine(linesKept(kept.log.records, kept.runs), {
    flag,
    name: settings.line,
    // Hardly anybody has two lines, and what asks the system is a third of all that is to be loaded.
    here: async () => lineHere(settings.line, (await import('../../system/host/host.ts')).systemHost()),
  })
  const known =
    chosen &&
    historyOf(kept.log, kept.runs, {
      ...chosen,
      now: now.toISOString(),
      timeZone: timeZone(context.env),
      since,
      family,
    })
  if (known === undefined || isEmpty(known)) {
    terminal.err(`${wrapped(known === undefined ? beginning : nothingSince, terminal.width)}\n`)
    return exits.nothingKnown
  }
  if (flags.json) terminal.out(safeJson(known))
  else if (flags.csv) terminal.out(historyCsv(known, only ?? 'outages'))
  else
    terminal.out(
      historyText(known, {
        width: terminal.width,
        colour: terminal.colour,
        unicode: wantsUnicode(context.env),
        offsetAt: hereOffset,
        ...(only === undefined ? {} : { only }),
      }),
    )
  return exits.shown
}

const beginning =
  'Nothing is known yet of earlier days. "mailworthy watch" begins to watch the line: leave it running on a machine that is always on, a night at least, better two weeks. Each "mailworthy check" is kept as well, and shown here.'
const nothingSince = 'Nothing is known of that time. Without --since, all that is known is shown.'

function isEmpty({ from, runs, rebootTests }: History): boolean {
  return from === null && runs.length === 0 && rebootTests.length === 0
}

function readFamily(text: string) {
  return text === 'v4' || text === 'v6' ? right<Family>(text) : wrong('v4 or v6')
}

function chosenTable(flags: HistoryFlags): HistoryTable | undefined {
  const [table, ...more] = (['outages', 'addresses', 'idle', 'runs'] as const).filter((each) => flags[each] === true)
  if (more.length > 0) throw new UsageError(`--${table} and --${more[0]} are two tables: name one of them`)
  if (flags.json && flags.csv) throw new UsageError('--json and --csv are two forms: name one of them')
  if (flags.json && table !== undefined) throw new UsageError(`--json has all there is: leave --${table} out`)
  return table
}
