import { interruptedExit } from '../../../core/ability.ts'
import { failures } from '../../../core/failure.ts'
import type { LineKey } from '../../../history/line-key.ts'
import type { Rebooted } from '../../../history/record.ts'
import { visible } from '../../../report/visible.ts'
import { wrapped } from '../../../report/wrapped.ts'
import { openLog } from '../../../system/history-files/open-log.ts'
import { lookAtLine } from '../../../watch/look-at-line.ts'
import { publicEveryMs } from '../../../watch/watch.ts'
import { askedOf } from '../../asked-of.ts'
import type { Context } from '../../context.ts'
import { ownHistory } from '../../history-folders.ts'
import { readDuration } from '../../settings/read-duration.ts'
import { statusLine } from '../../status-line.ts'
import { UsageError } from '../../usage-error.ts'
import { readArgument } from '../ports/read-argument.ts'
import { toldText } from '../ports/told-text.ts'
import { withLines } from '../ports/with-lines.ts'
import {
  fastestStartMs,
  guidedReboot,
  type RebootEnded,
  type RebootState,
} from '../../../watch/reboot/guided-reboot.ts'
import { mappingsHere } from './mappings-here.ts'
import { endWords, overSshWords, stepWords, waitWords } from './reboot-words.ts'
import type { WatchFlags } from './watch-asked.ts'

/** Many providers let go of a session that is silent for a minute or two, and give its address to another after that. */
const usualOffMs = 5 * 60_000
const off = { leastMs: fastestStartMs, mostMs: 12 * 3_600_000, wanted: 'a time from 15s to 12h, such as 10m' }
/** While it is tested, a look a second. */
const intervalMs = 1_000
/** The line was not there to be tested, or is not back. */
const notToldExit = 2

/** Guides through a restart of the router, and tells what became of the line, its addresses and its mappings. */
export async function rebootTest(flags: WatchFlags, context: Context): Promise<number> {
  const { terminal, env, version } = context
  const offMs =
    flags.off === undefined ? usualOffMs : readArgument('--off', flags.off, (text) => readDuration(text, off))
  if (!terminal.interactive)
    throw new UsageError('--reboot-test needs a terminal, and somebody at it who switches the router off and on')
  return withLines(flags, context, async (lines) => {
    const { line, settings, interrupted } = lines
    const status = statusLine(terminal)
    const say = (text: string) => {
      status.clear()
      terminal.out(`${text}\n`)
    }
    const paragraph = (text: string) => say(wrapped(visible(text), terminal.width))
    const looker = lookAtLine({
      line,
      asked: askedOf(settings, { release: version, globalping: false, env }),
      intervalMs,
      farEveryMs: publicEveryMs,
      ...(settings.line !== undefined && { lineName: settings.line }),
    })
    if (isOverSsh(env)) paragraph(overSshWords)
    status.show('Looking at the line…')
    const here = await looker.begin()
    const ended = await guidedReboot({
      clock: line.clock,
      look: (whom) => looker.look(whom),
      mappings: () => mappingsHere(lines),
      say: (step) => paragraph(stepWords(step, offMs)),
      show: (waiting, leftMs) => status.show(waitWords(waiting, leftMs)),
      offMs,
      signal: interrupted.signal,
    })
    say('')
    for (const told of endWords(ended)) say(toldText(told, terminal))
    const unkept = await keep(ended, here, context)
    if (unkept !== undefined) terminal.err(`${wrapped(visible(unkept), terminal.width)}\n`)
    if (interrupted.signal.aborted) return interruptedExit
    return ended.kind === 'done' ? 0 : notToldExit
  })
}

/** What keeps a program running when its terminal goes says so in the environment. */
function isOverSsh({ SSH_CONNECTION, TMUX, STY }: NodeJS.ProcessEnv): boolean {
  return SSH_CONNECTION !== undefined && TMUX === undefined && STY === undefined
}

/** Writes it down beside a watcher that may be running. A sentence where that cannot be. */
async function keep(ended: RebootEnded, here: LineKey, { env }: Pick<Context, 'env'>): Promise<string | undefined> {
  if (ended.kind === 'not-begun') return undefined
  const log = await openLog(ownHistory(env), { beside: true })
  const kept = log.ok ? await log.value.append([recordOf(ended, here)]) : log
  if (log.ok) await log.value.close()
  return kept.ok ? undefined : `It could not be written down: ${kept.detail ?? failures[kept.failure]}`
}

/** What was not seen again has nothing in `after`. */
function recordOf(ended: Exclude<RebootEnded, { readonly kind: 'not-begun' }>, here: LineKey): Rebooted {
  const { offFrom, to, before } = ended
  return {
    kind: 'reboot-test',
    at: to,
    line: here,
    offFrom,
    to,
    before: asRecorded(before),
    after: ended.kind === 'done' ? asRecorded(ended.after) : {},
  }
}

function asRecorded({ v4, v6Prefix, mappings }: RebootState): Rebooted['before'] {
  return {
    ...(v4 !== undefined && { v4 }),
    ...(v6Prefix !== undefined && { v6Prefix }),
    ...(mappings !== undefined && { mappings }),
  }
}
