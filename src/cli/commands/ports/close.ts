import { interruptedExit } from '../../../core/ability.ts'
import { restore as restoreTable } from '../../../protocols/router/restore.ts'
import { safeJson } from '../../../report/json.ts'
import type { Context } from '../../context.ts'
import { statusLine } from '../../status-line.ts'
import { closeStrays } from './close-strays.ts'
import { exits } from './exits.ts'
import { lookAtUnnoted } from './look-at-unnoted.ts'
import { meetAgain } from './meet-again.ts'
import { ownAddresses } from './own-addresses.ts'
import { closedJson, closedWords, type PortClosed, portOf } from './port-closed.ts'
import { sayProblem } from './say-problem.ts'
import type { Told } from './told.ts'
import { toldText } from './told-text.ts'
import { unreadNotesWords } from './unread-notes-words.ts'
import { wantedPorts } from './wanted-ports.ts'
import { withLines } from './with-lines.ts'
import { worstExit } from './worst-exit.ts'

export interface CloseFlags {
  readonly all?: boolean
  readonly json?: boolean
  readonly [setting: string]: unknown
}

/** Closes what was opened from here: the ports that are named, or all of them. What is another's is left alone. */
export async function close(args: readonly string[], flags: CloseFlags, context: Context): Promise<number> {
  const { terminal } = context
  const json = flags.json === true
  const ports = wantedPorts(args)
  const isWanted = (port: number) => ports.length === 0 || ports.includes(port)
  return withLines(flags, context, async (lines) => {
    const { line } = lines
    const status = statusLine(terminal)
    status.show('Closing…')
    const own = await ownAddresses(line)
    const outcome = await restoreTable(line, meetAgain(lines), ({ change }) => isWanted(change.external))
    if (!outcome.ok) {
      status.clear()
      sayProblem(
        { problem: 'notes-not-read', told: unreadNotesWords(lines.journalPath, outcome.failure) },
        json,
        terminal,
      )
      return exits.notTold
    }
    const noted: readonly PortClosed[] = outcome.value.map((restored) => ({ kind: 'taken-back', restored }))
    const unnoted = flags.all ? await closeStrays(lines, own, isWanted) : []
    const dealtWith = [...noted, ...unnoted].map(portOf)
    const others = await lookAtUnnoted(
      lines,
      ports.filter((port) => !dealtWith.includes(port)),
    )
    const closed = [...noted, ...unnoted, ...others]
    status.clear()

    const told = closed.map((each) => closedWords(each, own))
    if (json) terminal.out(safeJson({ ports: closed.map((each) => closedJson(each, own)) }))
    else terminal.out((told.length === 0 ? [nothing] : told).map((each) => `${toldText(each, terminal)}\n`).join(''))
    return lines.interrupted.signal.aborted ? interruptedExit : worstExit(told)
  })
}

const nothing: Told = { mark: 'good', says: 'Nothing that was opened from here is open, by our own notes.' }
