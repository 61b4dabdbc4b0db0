import type { TableEntry } from '../../../core/journal.ts'
import { visible } from '../../../report/visible.ts'
import type { Terminal } from '../../terminal.ts'
import { entryWords } from './place-words.ts'

/** Whether a port may be taken from whoever has it. */
export type MayReplace = (port: number, owner: TableEntry) => Promise<boolean>

export interface ReplaceOptions {
  /** `--replace`: without it nobody's port is taken. */
  readonly replace: boolean
  /** `--yes`: nobody needs to be asked. */
  readonly yes: boolean
  readonly terminal: Pick<Terminal, 'err' | 'interactive' | 'ask'>
  /** The addresses of this machine. */
  readonly own: readonly string[]
}

/** Names the owner, and has the user type the number of the port: nobody types 25 out of habit, as one types "y". */
export function mayReplace({ replace, yes, terminal, own }: ReplaceOptions): MayReplace {
  return async (port, owner) => {
    if (!replace) return false
    const names = `Port ${port} leads to ${visible(entryWords(owner, own))}.`
    if (yes) {
      terminal.err(`${names} It is taken from there.\n`)
      return true
    }
    if (!terminal.interactive) {
      terminal.err(
        `${names} It is not taken from there: nobody is at a terminal to be asked, and --yes was not given.\n`,
      )
      return false
    }
    terminal.err(`${names}\n`)
    return (await terminal.ask('To take it from there, type the number of the port: ')).trim() === String(port)
  }
}
