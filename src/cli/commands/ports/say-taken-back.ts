import { interruptedExit } from '../../../core/ability.ts'
import { safeJson } from '../../../report/json.ts'
import type { restore } from '../../../protocols/router/restore.ts'
import type { Terminal } from '../../terminal.ts'
import { closedJson, closedWords, type PortClosed } from './port-closed.ts'
import type { Told } from './told.ts'
import { toldText } from './told-text.ts'

/** Says what became of what an interrupted run had begun, and gives its exit code: 130, whatever became of it. */
export function sayTakenBack(
  taken: Awaited<ReturnType<typeof restore>>,
  own: readonly string[],
  json: boolean,
  terminal: Pick<Terminal, 'out' | 'width' | 'colour'>,
): number {
  const closed: readonly PortClosed[] = (taken.ok ? taken.value : []).map((restored) => ({
    kind: 'taken-back',
    restored,
  }))
  if (json) {
    terminal.out(safeJson({ interrupted: true, known: taken.ok, ports: closed.map((each) => closedJson(each, own)) }))
    return interruptedExit
  }
  const told = [beginning(taken), ...closed.map((each) => closedWords(each, own))]
  terminal.out(told.map((each) => `${toldText(each, terminal)}\n`).join(''))
  return interruptedExit
}

function beginning(taken: Awaited<ReturnType<typeof restore>>): Told {
  if (!taken.ok) {
    return {
      mark: 'open',
      says: 'Interrupted. Our notes of what was begun cannot be read, so it could not be taken back.',
      remedy: 'Run "mailworthy ports restore".',
    }
  }
  const says =
    taken.value.length === 0 ? 'Interrupted. Nothing was opened.' : 'Interrupted. What was begun has been taken back:'
  return { mark: 'care', says }
}
