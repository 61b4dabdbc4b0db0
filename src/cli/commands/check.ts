import { checks } from '../../checks/index.ts'
import { explanations } from '../../checks/explanations.ts'
import { inspect } from '../../core/inspect.ts'
import { remembered } from '../../core/remembered.ts'
import type { Run } from '../../core/run.ts'
import type { LetterLanguage } from '../../report/letter.ts'
import { begunOn } from '../../protocols/router/begun-on.ts'
import { visible } from '../../report/visible.ts'
import { wrapped } from '../../report/wrapped.ts'
import { fileJournal } from '../../system/file-journal.ts'
import { systemHops } from '../../system/hops.ts'
import { systemHost } from '../../system/host/host.ts'
import { readFirewall } from '../../system/host/read-firewall.ts'
import { realLine } from '../../system/line.ts'
import { resolvers as systemResolvers } from '../../system/resolvers.ts'
import { agreedTo, mayAsk } from '../agreed-to.ts'
import { askedOf } from '../asked-of.ts'
import type { Context } from '../context.ts'
import { domainNamed, lacksDomain } from '../domain-named.ts'
import { fullReport } from '../full-report.ts'
import { ownHistory } from '../history-folders.ts'
import { historySeen } from '../history-seen.ts'
import { interruption } from '../interruption.ts'
import { keepRun } from '../keep-run.ts'
import { leftOpen } from '../left-open.ts'
import { lowPorts } from '../low-ports.ts'
import { globalpingNotice } from '../offer-words.ts'
import { type Allowed, offersOf } from '../offers.ts'
import { pastOf } from '../past-of.ts'
import { present } from '../present.ts'
import { progressLine } from '../progress-line.ts'
import { routerJournalPath } from '../router-journal-path.ts'
import { readSettings } from '../settings/read-settings.ts'
import type { Settings } from '../settings/settings.ts'
import { trafficOf } from '../traffic.ts'
import { refuseUnmatched } from '../unmatched-globs.ts'
import { UsageError } from '../usage-error.ts'
import { whyNotKept } from '../why-not-kept.ts'

export interface CheckFlags {
  readonly json?: boolean
  readonly redact?: boolean
  readonly verbose?: boolean
  readonly explainTraffic?: boolean
  readonly allowRouter?: boolean
  readonly globalping?: boolean
  readonly letter?: unknown
  /** True with `--save`, false with `--no-save`. */
  readonly save?: boolean
  /** False with `--no-input`. */
  readonly input?: boolean
  readonly [setting: string]: unknown
}

/** `--letter en` or `--letter fr`. A letter stands below a report for people; beside JSON it would be in the way. */
function letterLanguage({ letter, json }: CheckFlags): LetterLanguage | undefined {
  if (letter === undefined) return undefined
  if (letter !== 'en' && letter !== 'fr') throw new UsageError('--letter must be en or fr')
  if (json) throw new UsageError('--letter goes with a report for people: leave --json out')
  return letter
}

/** Looks at the line and judges it. */
export async function check(flags: CheckFlags, context: Context): Promise<number> {
  const { terminal } = context
  const settings = await readSettings(flags, context)
  const { only = [], skip = [], patience = 1 } = settings
  refuseUnmatched([...only, ...skip], checks)
  const allowed: Allowed = { router: flags.allowRouter === true, globalping: flags.globalping === true }
  const presentation = {
    checks,
    json: flags.json === true,
    redact: flags.redact === true,
    verbose: flags.verbose === true,
    letter: letterLanguage(flags),
  }
  const resolvers = settings.resolver ?? (await systemResolvers())
  if (flags.explainTraffic) {
    const lines = trafficOf(
      askedOf(settings, { release: context.version, globalping: allowed.globalping, env: context.env }),
      resolvers,
      allowed.router,
    ).map(({ who, what }) => wrapped(`${who}: ${what}`, terminal.width, { first: '- ', rest: '  ' }))
    terminal.out(`A run with these settings would ask:\n\n${lines.join('\n')}\n`)
    return 0
  }

  const interrupted = interruption(process)
  // What only root can see is seen before it becomes an ordinary user.
  const host = systemHost(interrupted.signal, { firewall: await readFirewall(interrupted.signal) })
  await host.container()
  const openHistory = await historySeen(context.env)
  const { held, became } = await lowPorts(settings.user, context).catch((error: unknown) => {
    interrupted.forget()
    throw error
  })
  const notKept = flags.save === false ? undefined : await whyNotKept(ownHistory(context.env), became)
  if (notKept !== undefined)
    terminal.err(
      `${wrapped(visible(`This run will not be kept for "mailworthy history": ${notKept}`), terminal.width)}\n`,
    )
  const never = new AbortController()
  const progress = progressLine(terminal)
  const journal = fileJournal(routerJournalPath(context.env))
  const history = openHistory()
  const past = pastOf(history, { lineName: settings.line, host, now: () => new Date().toISOString() })
  const surroundings = { patience, past, resolvers, interface: settings.interface, journal }
  const line = realLine({
    ...surroundings,
    signal: interrupted.signal,
    host,
    hops: systemHops(interrupted.signal),
    held,
  })
  const undoLine = realLine({ ...surroundings, signal: never.signal, host: systemHost(), hops: systemHops() })
  const { line: noting, begun } = begunOn(line)
  const looked = async (allowed: Allowed, domain: Pick<Settings, 'domain'> = {}) => {
    const run = await inspect({
      checks,
      explanations,
      line: remembered(noting),
      undoLine,
      asked: askedOf(
        { ...settings, ...domain },
        { release: context.version, globalping: allowed.globalping, env: context.env },
      ),
      signal: interrupted.signal,
      patience,
      only,
      skip,
      mayAlterRouter: allowed.router,
      onProgress: progress.show,
    })
    progress.clear()
    return run
  }
  const shown = async (run: Run) => {
    const report = fullReport(run, { checks, relay: settings.relay !== undefined, lineName: settings.line }, context)
    const code = present(report, presentation, context)
    if (flags.save !== false && notKept === undefined) await keepRun(report, history, flags.save === true, context)
    const left = await leftOpen(run, journal, begun)
    if (left !== undefined) terminal.err(`${wrapped(left, terminal.width)}\n`)
    return code
  }
  try {
    if (allowed.globalping) terminal.err(`${wrapped(globalpingNotice, terminal.width)}\n`)
    const run = await looked(allowed)
    const code = await shown(run)
    if (run.interrupted || !mayAsk(flags, terminal)) return code
    const agreed = await agreedTo(offersOf(run.findings, allowed), terminal)
    const domain = lacksDomain(run.findings) ? await domainNamed(terminal) : undefined
    if ((agreed.length === 0 && domain === undefined) || interrupted.signal.aborted) return code
    const more = { ...allowed, ...Object.fromEntries(agreed.map((offer) => [offer, true])) }
    return await shown(await looked(more, domain === undefined ? {} : { domain }))
  } finally {
    await Promise.all([line.close(), undoLine.close()])
    interrupted.forget()
  }
}
