import { setMaxListeners } from 'node:events'
import { join } from 'node:path'
import { interruptedExit } from '../../../core/ability.ts'
import { failures } from '../../../core/failure.ts'
import type { LineKey } from '../../../history/line-key.ts'
import type { WatchRecord } from '../../../history/record.ts'
import { styled } from '../../../report/style.ts'
import { visible } from '../../../report/visible.ts'
import { wrapped } from '../../../report/wrapped.ts'
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
import { whyNotKept } from '../../why-not-kept.ts'
import { wallClock } from '../ports/wall-clock.ts'
import { beginWords, mayNotListenWords } from './begin-words.ts'
import { checkLooks } from './check-looks.ts'
import { idleLooks, refuseIdleWithoutProbe } from './idle-looks.ts'
import { mayListen } from './may-listen.ts'
import { pastForWatch } from './past-for-watch.ts'
import { recordLine } from './record-line.ts'
import { statusWords } from './status-words.ts'
import { stayInterpreted } from './stay-interpreted.ts'
import { watchAsked, type WatchFlags } from './watch-asked.ts'
import { watchWords } from './watch-words.ts'

/** Another watches already, or the history cannot be written. */
const cannotExit = 2

/** Watches the line until a signal comes, or the time that was given is over. */
export async function watch(flags: WatchFlags, context: Context): Promise<number> {
  const { terminal, env, version } = context
  const wanted = watchAsked(flags, env)
  if (flags.uninstall !== undefined) return (await import('./uninstall.ts')).uninstall(flags, context)
  if (flags.rebootTest === true) return (await import('./reboot-test.ts')).rebootTest(flags, context)
  const settings = await readSettings(flags, context)
  refuseIdleWithoutProbe(flags, settings)
  if (flags.install !== undefined) return (await import('./install.ts')).install(flags, context)
  const { patience = 1, user } = settings
  const resolvers = settings.resolver ?? (await systemResolvers())
  const became = await becomeUser(user, context)

  const folder = ownHistory(env)
  const notKept = await whyNotKept(folder, became)
  if (notKept !== undefined) {
    const service = became === 'nobody' ? ' As a service it has a user of its own: mailworthy watch --install.' : ''
    terminal.err(`${wrapped(visible(`The history cannot be written: ${notKept}${service}`), terminal.width)}\n`)
    return cannotExit
  }
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
  // Every operation of the line listens to the one signal: no leak.
  setMaxListeners(0, signal)
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
  const complain = (says: string) => {
    status.clear()
    terminal.err(`${wrapped(visible(says), terminal.width)}\n`)
  }
  const before = await pastForWatch(folder, line.clock.now())
  // Not before: a year of history is read twice as quickly by compiled code.
  stayInterpreted()
  const telling = await openTelling({
    asked: wanted.telling,
    line,
    intervalMs: wanted.intervalMs,
    folder: join(stateFolder('mailworthy', env), 'outbox'),
    env,
    version,
    before,
    complain,
    ...(settings.line !== undefined && { lineName: settings.line }),
  })
  try {
    if (!telling.ok) {
      complain(telling.detail ?? failures[telling.failure])
      return cannotExit
    }
    const { onRecord, onLook, metricsAt } = telling.value
    const { intervalMs } = wanted
    const hasProbe = asked.probes.length > 0
    if (!json) {
      const farEveryMs = Math.max(publicEveryMs, intervalMs)
      const begins = beginWords({ intervalMs, farEveryMs, hasProbe, idle: flags.idle === true, folder, metricsAt })
      terminal.out(`${wrapped(visible(begins), terminal.width)}\n\n`)
    }
    const looksAtMail = flags.mailPorts !== false
    if (looksAtMail && hasProbe && !(await mayListen(line))) complain(mayNotListenWords)
    const looks = checkLooks({ line, asked, signal, patience })
    let complained = false
    let began: LineKey = {}
    await watchLine({
      line,
      asked,
      log,
      release: version,
      intervalMs,
      signal,
      ...(settings.line !== undefined && { lineName: settings.line }),
      ...(looksAtMail && { lookAtMail: () => looks.lookAtMail() }),
      mailPortsBefore: () => before.on(began).mailPorts,
      workedBefore: (on) => before.on(on).worked,
      lookAtAddress: (family) => looks.lookAtAddress(family),
      ...(flags.idle === true && { lookAtIdle: idleLooks({ line, asked, complain }) }),
      onRecord(record, kept) {
        if (record.kind === 'began') began = record.line
        onRecord(record)
        if (!kept && !complained) complain('The history cannot be written at the moment: it is tried again.')
        complained = !kept
        if (json) terminal.out(recordLine(record, kept))
        else tellPerson(record)
      },
      onLook(state) {
        onLook(state)
        if (!json) status.show(statusWords(state, Date.now()))
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
    const words = watchWords(record, flags.verbose)
    if (words === undefined) return
    const style = styled(terminal.colour)
    const paint = { good: style.good, care: style.care, plain: (text: string) => text }[words.mark]
    const time = style.faint(wallClock(Date.now(), 'seconds'))
    status.clear()
    terminal.out(`${time} ${paint(visible(words.says))}\n`)
  }
}
