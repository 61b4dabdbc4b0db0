import type { TableEntry } from '../../../core/journal.ts'
import type { Restored } from '../../../protocols/router/restore.ts'
import { entryWords } from './place-words.ts'
import { restoredWords } from './restored-words.ts'
import type { Told } from './told.ts'

/** What became of one port that was to be closed. */
export type PortClosed =
  | { readonly kind: 'taken-back'; readonly restored: Restored }
  /** Somebody else's line has it. */
  | { readonly kind: 'not-ours'; readonly port: number; readonly found: TableEntry }
  /** The router's table has nothing for it. */
  | { readonly kind: 'not-open'; readonly port: number }
  /** We have no note of it, and there is no table to look at. */
  | { readonly kind: 'not-known'; readonly port: number }

export function portOf(closed: PortClosed): number {
  return closed.kind === 'taken-back' ? closed.restored.noted.change.external : closed.port
}

export function closedWords(closed: PortClosed, own: readonly string[]): Told {
  switch (closed.kind) {
    case 'taken-back':
      return restoredWords(closed.restored, own)
    case 'not-ours':
      return {
        mark: 'bad',
        says: `Port ${closed.port} leads to ${entryWords(closed.found, own)}, which is not our doing, so it was left alone.`,
        remedy:
          "If it is to go, remove it where it was made: in the router's pages, or with the program that asked for it.",
      }
    case 'not-open':
      return { mark: 'good', says: `Port ${closed.port} is not open: the router's table has nothing for it.` }
    case 'not-known':
      return {
        mark: 'open',
        says: `Port ${closed.port} was not opened from here, by our own notes, and the router has no table to look at.`,
        remedy: 'If it is open, it was opened by hand or by another program: close it there.',
      }
  }
}

/** The same for programs: what became of it, and all that is known of it. */
export function closedJson(closed: PortClosed, own: readonly string[]): object {
  const { mark: _, ...words } = closedWords(closed, own)
  if (closed.kind !== 'taken-back') {
    return { port: closed.port, outcome: closed.kind, ...('found' in closed && { found: closed.found }), ...words }
  }
  const { noted, ended } = closed.restored
  const { external, kind, router, speech, internal, before } = noted.change
  const { kind: outcome, ...more } = ended
  return { port: external, kind, router, speech, to: internal, ...(before && { before }), outcome, ...more, ...words }
}
