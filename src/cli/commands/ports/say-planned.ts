import { safeJson } from '../../../report/json.ts'
import type { Terminal } from '../../terminal.ts'
import type { PortPlanned } from './plan-opening.ts'
import { plannedWords } from './planned-words.ts'
import { toldText } from './told-text.ts'
import { worstExit } from './worst-exit.ts'

export interface PlannedReport {
  readonly router: string
  readonly planned: readonly PortPlanned[]
  /** `--replace` was given. */
  readonly replace: boolean
  readonly own: readonly string[]
}

/** Says what would be asked of the router, and gives the exit code: 1 where another's port is in the way. */
export function sayPlanned(
  { router, planned, replace, own }: PlannedReport,
  json: boolean,
  terminal: Pick<Terminal, 'out' | 'width' | 'colour'>,
): number {
  const told = planned.map((each) => plannedWords(each, replace, own))
  if (json) {
    const ports = planned.map(({ external, internal, speech, leaseS, now }, at) => {
      const { kind, ...more } = now
      const { mark: _, ...words } = told[at] ?? { mark: '' }
      return { port: external, to: internal, speech: speech ?? null, leaseS, outcome: kind, ...more, ...words }
    })
    terminal.out(safeJson({ router, dryRun: true, ports }))
  } else {
    const lines = told.map((each) => `${toldText(each, terminal)}\n`)
    terminal.out(`${lines.join('')}\nNothing was changed.\n`)
  }
  return worstExit(told)
}
