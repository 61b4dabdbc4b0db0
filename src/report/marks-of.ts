import type { Check, Maybe, Needs } from '../core/check.ts'
import type { Look } from '../core/look.ts'
import type { Marks } from '../core/mark.ts'

/** What the leaves of the facts tell of somebody: by the id of the check or the name of the look. */
export type MarksByName = ReadonlyMap<string, Marks>

/** The marks of all checks and of every look that they build on. */
export function marksOf(checks: readonly Check[]): MarksByName {
  const marks = new Map<string, Marks>()
  const visit = (node: Check | Look): void => {
    const name = 'look' in node ? node.look : node.id
    if (marks.has(name)) return
    marks.set(name, node.marks)
    for (const need of Object.values(node.needs)) visit(bare(need))
  }
  for (const check of checks) visit(check)
  return marks
}

function bare(need: Needs[string]): Check | Look {
  return isMaybe(need) ? need.maybe : need
}

function isMaybe(need: Needs[string]): need is Maybe {
  return 'maybe' in need
}
