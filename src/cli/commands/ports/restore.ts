import { interruptedExit } from '../../../core/ability.ts'
import { restore as restoreTable } from '../../../protocols/router/restore.ts'
import { safeJson } from '../../../report/json.ts'
import type { Context } from '../../context.ts'
import { statusLine } from '../../status-line.ts'
import { exits } from './exits.ts'
import { meetAgain } from './meet-again.ts'
import { ownAddresses } from './own-addresses.ts'
import { closedJson } from './port-closed.ts'
import { remainsWords } from './remains-words.ts'
import { restoredWords } from './restored-words.ts'
import { sayProblem } from './say-problem.ts'
import { toldText } from './told-text.ts'
import { unreadNotesWords } from './unread-notes-words.ts'
import { withLines } from './with-lines.ts'
import { worstExit } from './worst-exit.ts'

export interface RestoreFlags {
  readonly json?: boolean
  readonly [setting: string]: unknown
}

/** Puts the router's table back as it was before the first of our changes that has not ended. */
export async function restore(flags: RestoreFlags, context: Context): Promise<number> {
  const { terminal } = context
  const json = flags.json === true
  return withLines(flags, context, async (lines) => {
    const status = statusLine(terminal)
    status.show('Taking back what was opened…')
    const [outcome, own] = await Promise.all([restoreTable(lines.line, meetAgain(lines)), ownAddresses(lines.line)])
    status.clear()
    if (!outcome.ok) {
      sayProblem(
        { problem: 'notes-not-read', told: unreadNotesWords(lines.journalPath, outcome.failure) },
        json,
        terminal,
      )
      return exits.notTold
    }
    const restored = outcome.value
    const told = [...restored.map((each) => restoredWords(each, own)), ...(await remainsWords(lines, restored, own))]
    if (json) {
      const ports = restored.map((each) => closedJson({ kind: 'taken-back', restored: each }, own))
      terminal.out(safeJson({ ports, says: told.slice(ports.length).map(({ says }) => says) }))
    } else {
      terminal.out(told.map((each) => `${toldText(each, terminal)}\n`).join(''))
    }
    return lines.interrupted.signal.aborted ? interruptedExit : worstExit(told)
  })
}
