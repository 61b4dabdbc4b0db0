import type { Journal, NotedChange } from '../../core/journal.ts'
import type { Line } from '../../core/line.ts'

/**
 * The same line, remembering what is begun in its journal through it: what to take back afterwards, however it was cut
 * off, and nothing of what others on this machine hold.
 */
export function begunOn(line: Line): { readonly line: Line; readonly begun: (noted: NotedChange) => boolean } {
  const ids = new Set<string>()
  const remembering = (one: Line): Line => {
    const journal: Journal = {
      begin: async (change) => {
        const begun = await one.journal.begin(change)
        if (begun.ok) ids.add(begun.value)
        return begun
      },
      amend: (id, change) => one.journal.amend(id, change),
      end: (id) => one.journal.end(id),
      unended: () => one.journal.unended(),
    }
    return { ...one, journal, within: (ms) => remembering(one.within(ms)) }
  }
  return { line: remembering(line), begun: ({ id }) => ids.has(id) }
}
