import manifest from '../../package.json' with { type: 'json' }
import { bugExit } from '../core/ability.ts'
import { probeProgram } from './probe/probe-program.ts'
import { netUnder, safely } from './safely.ts'
import { tellUnwritten } from './tell-unwritten.ts'
import { terminalOf } from './terminal.ts'

/** What only the entry knows. */
export interface ProbeDefaults {
  /** Whom to dial to see whether the own way out is open, unless told otherwise: `HOST:PORT`. */
  readonly canaries: readonly string[]
}

/** The command `mailworthy-probe`: from its arguments to its exit code. */
export async function main(args: readonly string[], defaults: ProbeDefaults): Promise<number> {
  const terminal = terminalOf(process)
  const wantsStack = process.env['MAILWORTHY_DEBUG'] !== undefined
  tellUnwritten('mailworthy-probe', process)
  netUnder('mailworthy-probe', terminal, wantsStack)
  const context = { terminal, env: process.env, cwd: process.cwd(), version: manifest.version }
  return safely('mailworthy-probe', terminal, wantsStack, async () => {
    let code = bugExit
    await probeProgram(context, defaults.canaries, (ended) => {
      code = ended
    }).parseAsync(args, { from: 'user' })
    return code
  })
}
