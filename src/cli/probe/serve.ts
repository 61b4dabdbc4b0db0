import { becomeUser } from '../become-user.ts'
import type { Context } from '../context.ts'
import { interruption } from '../interruption.ts'
import { probeOptions } from './probe-options.ts'
import type { ProbeFlags } from './probe-flags.ts'
import { closedPorts, greeting, selfTestText } from './probe-words.ts'
import { selfTestExit } from './self-test-exit.ts'

/** Nothing to offer: without its API a probe is none. */
const nothingServedExit = 1

/** Runs the probe until it is told to end, or tries everything once (`--check`). Gives the exit code. */
export async function serve(flags: ProbeFlags, canaries: readonly string[], context: Context): Promise<number> {
  const { terminal } = context
  const options = await probeOptions(flags, canaries, context)
  const { startProbe } = await import('../../../probe-server/main.ts')
  const interrupted = interruption(process)
  const probe = await startProbe(options)
  try {
    await becomeUser(flags.user, context)
    if (flags.check) {
      const { listening, probeAddresses, host } = probe
      const tested = { listening, probeAddresses, host, egress: await probe.testEgress() }
      terminal.out(selfTestText(tested))
      return selfTestExit(tested)
    }
    for (const sentence of closedPorts(probe.listening)) terminal.err(`${sentence}\n`)
    if (!probe.listening.some(({ what, failure }) => what === 'api' && failure === undefined)) {
      terminal.err('Without the port of its API a probe cannot be asked for anything.\n')
      return nothingServedExit
    }
    terminal.out(greeting(probe, context.version))
    await ended(interrupted.signal)
    return 0
  } finally {
    await probe.close()
    interrupted.forget()
  }
}

function ended(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
