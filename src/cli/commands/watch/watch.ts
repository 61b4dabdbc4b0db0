import { join } from 'node:path'
import { interruptedExit } from '../../../core/ability.ts'
import { failures } from '../../../core/failure.ts'
import type { WatchRecord } from '../../../history/record.ts'
import { safeJsonLine } from '../../../report/json.ts'
import { styled } from '../../../report/style.ts'
import { visible } from '../../../report/visible.ts'
import { wrapped } from '../../../report/wrapped.ts'
import { fileStore } from '../../../system/history-files/file-store.ts'
import { openLog } from '../../../system/history-files/open-log.ts'
import { systemHops } from '../../../system/hops.ts'
import { systemHost } from '../../../system/host/host.ts'
import { realLine } from '../../../system/line.ts'
import { resolvers as systemResolvers } from '../../../system/resolvers.ts'
import { stateFolder } from '../../../system/state-folder.ts'
import { publicEveryMs, watch as watchLine } from '../../../watch/watch.ts'
import { askedOf } from '../../asked-of.ts'
import { becomeUser } from '../../become-user.ts'
import type { Context } from '../../context.ts'
import { ownHistory } from '../../history-folders.ts'
import { interruption } from '../../interruption.ts'
import { noPast } from '../../no-past.ts'
import { readSettings } from '../../settings/read-settings.ts'
import { statusLine } from '../../status-line.ts'
import { openTelling } from '../../telling/open-telling.ts'
import { wallClock } from '../ports/wall-clock.ts'
import { checkLooks } from './mail-looks.ts'
import { statusWords } from './status-words.ts'
import { watchAsked, type WatchFlags } from './watch-asked.ts'
import { watchWords } from './watch-words.ts'

/** Another watches already, or the history cannot be written. */
const cannotExit = 2

/** Watches the line until a signal comes, or the time that was given is over. */
export async function watch(flags: WatchFlags, context: Context): Promise<number> {
  if (flags.uninstall === true) return (await import('./uninstall.ts')).uninstall(flags, context)
  const { terminal, env, version } = context
  const wanted = watchAsked(flags, env)
  const settings = await readSettings(flags, context)
  if (flags.install !== undefined) return (await import('./install.ts')).install(flags, context)
  const { patience = 1, user } = settings
  const resolvers = settings.resolver ?? (await systemResolvers())
  await becomeUser(user, context)

  const folder = ownHistory(env)
  const opened = await openLog(folder)
  if (!opened.ok) {
    const why = opened.detail ?? failures[opened.failure]
    terminal.err(
      opened.failure === 'in-use'
        ? `Another watch is running already (${visible(why)}).\n`
        : `The history cannot be written: ${visible(why)}\n`,
    )
    return cannotExit
  }
  const log = opened.value
  const interrupted = interruption(process)
  const over = new AbortController()
  const trial = wanted.forMs === undefined ? undefined : setTimeout(() => over.abort(), wanted.forMs)
  const signal = AbortSignal.any([interrupted.signal, over.signal])
  const host = systemHost(signal)
  const line = realLine({
    signal,
    patience,
    resolvers,
    host,
    hops: systemHops(signal),
    past: noPast,
    interface: settings.interface,
  })
  const asked = askedOf(settings, { release: version, globalping: false, env })
  const json = flags.json === true
  const status = statusLine(terminal)
  const say = (text: string) => {
    status.clear()
    terminal.out(`${styled(terminal.colour).faint(wallClock(Date.now(), 'seconds'))} ${text}\n`)
  }
  const before = await fileStore([folder]).watched()
  const telling = await openTelling({
    asked: wanted.telling,
    line,
    intervalMs: wanted.intervalMs,
    folder: join(stateFolder('mailworthy', env), 'outbox'),
    env,
    version,
    past: before.ok ? before.value.records : [],
    complain: (says) => terminal.err(`${visible(says)}\n`),
    ...(settings.line !== undefined && { lineName: settings.line }),
  })
  try {
    if (!telling.ok) {
      terminal.err(`${visible(telling.detail ?? telling.failure)}\n`)
      return cannotExit
    }
    const { onRecord, onLook, metricsAt } = telling.value
    if (!json) terminal.out(`${wrapped(opening(wanted.intervalMs, folder, metricsAt), terminal.width)}\n\n`)
    const looks = checkLooks({ line, asked, signal, patience })
    let complained = false
    await watchLine({
      line,
      asked,
      log,
      release: version,
      intervalMs: wanted.intervalMs,
      signal,
      ...(settings.line !== undefined && { lineName: settings.line }),
      ...(flags.mailPorts !== false && { lookAtMail: () => looks.lookAtMail() }),
      lookAtAddress: (family) => looks.lookAtAddress(family),
      onRecord(record, kept) {
        onRecord(record)
        if (!kept && !complained) terminal.err('The history cannot be written at the moment: it is tried again.\n')
        complained = !kept
        if (json) terminal.out(safeJsonLine({ ...record, ...(!kept && { kept: false }) }))
        else tellPerson(record)
      },
      onLook(state) {
        onLook(state)
        if (!json) status.show(statusWords(state))
      },
    })
    // The service manager's polite end, and that of a trial, is what was asked for; a Ctrl-C is an interruption.
    return interrupted.by() === 'SIGINT' ? interruptedExit : 0
  } finally {
    clearTimeout(trial)
    status.clear()
    if (telling.ok) await telling.value.close()
    await line.close()
    await log.close()
    interrupted.forget()
  }

  function tellPerson(record: WatchRecord): void {
    const words = watchWords(record)
    if (words === undefined) return
    const style = styled(terminal.colour)
    const paint = { good: style.good, care: style.care, plain: (text: string) => text }[words.mark]
    say(paint(visible(words.says)))
  }
}

/** Whom it asks, how exact it is, and how it goes on. */
function opening(intervalMs: number, folder: string, metricsAt: string | undefined): string {
  const every = intervalMs >= 120_000 ? `${intervalMs / 60_000} min` : `${intervalMs / 1_000} s`
  const far = `${Math.max(publicEveryMs, intervalMs) / 60_000} min`
  return [
    `The router, the first router of the provider and your own probe are asked every ${every}, others on the internet every ${far}, and all of them each second while something is silent.`,
    `So an interruption that only others notice is timed to ${far}, any other to ${every} at its beginning and a second at its end.`,
    `The history is kept in ${visible(folder)}; "mailworthy history" shows it.`,
    ...(metricsAt === undefined ? [] : [`Metrics: ${metricsAt}.`]),
    'Ctrl-C ends it; "sudo mailworthy watch --install" keeps it running.',
  ].join(' ')
}
