import type { Line } from '../../core/line.ts'

/** The same line, remembering which changes were begun over it: those, and no others, are ours to take back. */
export function noting(line: Line, begun: Set<string>): Line {
  return {
    ...line,
    journal: {
      ...line.journal,
      async begin(change) {
        const id = await line.journal.begin(change)
        if (id.ok) begun.add(id.value)
        return id
      },
    },
    within: (ms) => noting(line.within(ms), begun),
  }
}
