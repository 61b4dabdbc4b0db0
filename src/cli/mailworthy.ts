import manifest from '../../package.json' with { type: 'json' }
import { bugExit } from '../core/ability.ts'
import { program } from './program.ts'
import { netUnder, safely } from './safely.ts'
import { tellUnwritten } from './tell-unwritten.ts'
import { terminalOf } from './terminal.ts'

/** The command `mailworthy`: from its arguments to its exit code. */
export async function main(args: readonly string[]): Promise<number> {
  const terminal = terminalOf(process)
  const wantsStack = args.includes('--verbose') || process.env['MAILWORTHY_DEBUG'] !== undefined
  tellUnwritten('mailworthy', process)
  netUnder('mailworthy', terminal, wantsStack)
  const context = { terminal, env: process.env, cwd: process.cwd(), version: manifest.version }
  return safely('mailworthy', terminal, wantsStack, async () => {
    let code = bugExit
    await program(context, (ended) => {
      code = ended
    }).parseAsync(args, { from: 'user' })
    return code
  })
}
