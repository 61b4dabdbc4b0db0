import type { Agent } from './inbound-spec.ts'
import type { Ended } from './messages.ts'
import { type RouterRules, routerRules } from './router-rules.ts'
import { rememberingIn, runAs } from './run-as.ts'
import type { Started, World } from './world.ts'

/** `mailworthy ports` at home, by one user who remembers things in one folder. */
export interface PortsAtHome {
  /** To its end. */
  run(...words: readonly string[]): Promise<Ended>
  /** One that stays, as `keep` does; resolves when it says a line that matches. `stop('SIGINT')` is a Ctrl-C, `stop('SIGKILL')` a kill -9. */
  start(words: readonly string[], line: RegExp): Promise<Started>
  /** Sends a signal in the middle of what it does: as soon as the router's rules are as told. */
  cut(words: readonly string[], signal: NodeJS.Signals, when: (rules: RouterRules) => boolean): Promise<Ended>
}

export interface PortsOptions {
  /** Who runs it; root unless told. */
  readonly as?: Agent
  /** The folder; one for all unless told. */
  readonly folder?: string
  /** What the words are for, in place of the program as installed. */
  readonly program?: readonly string[]
}

/** The program begins in a fraction of a second, and a router answers at once. */
const cutWithinMs = 15_000
/** Far above what six ports may take. */
const runTimeoutMs = 60_000

export async function portsAtHome(world: World, options: PortsOptions = {}): Promise<PortsAtHome> {
  const { folder = '/run/lab/state-of-ports', program = ['node', 'bin/mailworthy.js', 'ports'] } = options
  const env = await rememberingIn(world, folder)
  const argv = (words: readonly string[]) => [...runAs(options.as), ...program, ...words]
  const start = (words: readonly string[], ready: { readonly line: RegExp } | readonly []) =>
    world.start('home', argv(words), { name: 'ports', ready, env })

  return {
    run: (...words) => world.exec('home', argv(words), { env, timeoutMs: runTimeoutMs }),
    start: (words, line) => start(words, { line }),
    async cut(words, signal, when) {
      const started = await start(words, [])
      const deadline = performance.now() + cutWithinMs
      while (!when(await routerRules(world))) {
        if (performance.now() < deadline) continue
        await started.stop('SIGKILL')
        throw new Error(`the router's rules were never as they should be\n${await started.log()}`)
      }
      return started.stop(signal)
    },
  }
}
