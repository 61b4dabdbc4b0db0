import type { NotedChange } from '../../core/journal.ts'
import { readJournalLine } from './journal-line.ts'

/** All that a journal has begun and not ended, oldest first, as last amended. Lines that are no notes are passed over. */
export function unendedChanges(journal: string): readonly NotedChange[] {
  // A Map keeps the order in which its keys came first.
  const open = new Map<string, NotedChange>()
  for (const line of journal.split('\n')) {
    const read = readJournalLine(line)
    if (read === undefined) continue
    const { note, id } = read
    if (note === 'end') open.delete(id)
    else if (note === 'begin' || open.has(id)) open.set(id, { id, change: read.change })
  }
  return [...open.values()]
}
