import { checks } from '../../checks/index.ts'
import { safeJson } from '../../report/json.ts'
import type { Context } from '../context.ts'
import { fullReport } from '../full-report.ts'
import { interruption } from '../interruption.ts'
import { suggestion } from '../nearest.ts'
import { present } from '../present.ts'
import { progressLine } from '../progress-line.ts'
import { UsageError } from '../usage-error.ts'

export interface DemoFlags {
  readonly scenario?: string
  readonly list?: boolean
  readonly json?: boolean
  readonly redact?: boolean
  readonly verbose?: boolean
}

/** The real agent and the real probe on a scripted line: nothing leaves this machine. */
export async function demo(flags: DemoFlags, context: Context): Promise<number> {
  const { terminal } = context
  const { runDemo, scenarios } = await import('../../demo/index.ts')
  if (flags.list) {
    const width = Math.max(...scenarios.map(({ name }) => name.length))
    terminal.out(
      flags.json
        ? safeJson(scenarios.map(({ name, title }) => ({ name, title })))
        : scenarios.map(({ name, title }) => `${name.padEnd(width)}  ${title}\n`).join(''),
    )
    return 0
  }
  const wanted = flags.scenario ?? scenarios[0]?.name ?? ''
  const scenario = scenarios.find(({ name }) => name === wanted)
  if (scenario === undefined) {
    const names = scenarios.map(({ name }) => name)
    throw new UsageError(
      `there is no scenario ${JSON.stringify(wanted)}${suggestion(wanted, names) || `; there are ${names.join(', ')}`}`,
    )
  }
  const interrupted = interruption(process)
  terminal.err(`A scripted line, nothing leaves this machine. ${scenario.title}\n`)
  const progress = progressLine(terminal)
  try {
    const run = await runDemo(scenario.name, { signal: interrupted.signal, onProgress: progress.show })
    progress.clear()
    return present(
      fullReport(run, { checks, relay: scenario.line.relay !== undefined }, context),
      {
        checks,
        json: flags.json === true,
        redact: flags.redact === true,
        verbose: flags.verbose === true,
      },
      context,
    )
  } finally {
    interrupted.forget()
  }
}
