import { interruptedExit } from '../../../core/ability.ts'
import { listMappings } from '../../../protocols/router/list-mappings.ts'
import { speechesOf } from '../../../protocols/router/speeches-of.ts'
import { safeJson } from '../../../report/json.ts'
import { mailPorts } from '../../../wire/mail-port.ts'
import type { Context } from '../../context.ts'
import { statusLine } from '../../status-line.ts'
import { exits } from './exits.ts'
import { noLanguageWords } from './no-language-words.ts'
import { noRouterWords } from './no-router-words.ts'
import { ownAddresses } from './own-addresses.ts'
import { reachRouter } from './reach-router.ts'
import { sayProblem } from './say-problem.ts'
import { tableJson } from './table-json.ts'
import { unseenNotes } from './table-seen.ts'
import { tableText } from './table-text.ts'
import { withLines } from './with-lines.ts'

export interface ListFlags {
  readonly json?: boolean
  readonly [setting: string]: unknown
}

/** What the router leads where, and what it is. Changes nothing. */
export async function list(flags: ListFlags, context: Context): Promise<number> {
  const { terminal } = context
  const json = flags.json === true
  return withLines(flags, context, async (lines) => {
    const { line, interrupted } = lines
    const status = statusLine(terminal)
    status.show('Asking the router…')
    const reached = await reachRouter(lines)
    const met = reached.kind === 'met' ? reached.met : undefined
    const listing = met && (await listMappings(line, met))
    const [notes, own] = await Promise.all([line.journal.unended(), ownAddresses(line)])
    status.clear()
    if (interrupted.signal.aborted) {
      terminal.err('Interrupted. Nothing was changed.\n')
      return interruptedExit
    }
    if (reached.kind !== 'met') {
      sayProblem({ problem: reached.kind, told: noRouterWords(reached, 'v4') }, json, terminal)
      return exits.notTold
    }
    if (met === undefined || listing === undefined || speechesOf(met).length === 0) {
      const told = noLanguageWords(
        reached.met,
        mailPorts.map((port) => ({ external: port, internal: port })),
      )
      sayProblem({ problem: 'no-language', told, router: reached.met.place.address }, json, terminal)
      return exits.notTold
    }
    if (!notes.ok) terminal.err(`Our own notes (${lines.journalPath}) cannot be read, so what is ours is not marked.\n`)
    const noted = notes.ok ? unseenNotes(notes.value, listing, met, line.clock.now()) : []
    const seen = { met, listing, own, noted }
    terminal.out(json ? safeJson(tableJson(seen)) : tableText(seen, terminal))
    return listing.kind === 'listed' && listing.complete ? exits.done : exits.notTold
  })
}
