import { CommanderError } from 'commander'
import { bugExit, usageExit } from '../core/ability.ts'
import { visible } from '../report/visible.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/** Runs a program to its exit code: wrong use becomes one sentence, a bug of ours becomes one that says so. */
export async function safely(
  name: string,
  terminal: Terminal,
  wantsStack: boolean,
  work: () => Promise<number>,
): Promise<number> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof UsageError) return complain(error.message)
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return 0
      // Help that was not asked for has been printed by now.
      if (error.code === 'commander.help') return usageExit
      return complain(error.message.replace(/^error: /, '').replace(/\s*\n\s*/g, ' '))
    }
    confess(name, terminal, wantsStack, error)
    return bugExit
  }

  function complain(message: string): number {
    terminal.err(`${name}: ${visible(message)}\n`)
    return usageExit
  }
}

/** Catches what no promise leads back to (an event that nobody listens to): said like any other bug, and the end. */
export function netUnder(name: string, terminal: Terminal, wantsStack: boolean): void {
  const end = (error: unknown) => {
    confess(name, terminal, wantsStack, error)
    process.exit(bugExit)
  }
  process.once('uncaughtException', end)
  process.once('unhandledRejection', end)
}

function confess(name: string, terminal: Terminal, wantsStack: boolean, error: unknown): void {
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  terminal.err(`${name}: this is a bug of ${name}, please report it (${visible(what)})\n`)
  if (wantsStack && error instanceof Error) terminal.err(`${error.stack ?? ''}\n`)
}
