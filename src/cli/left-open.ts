import { portsNamed } from '../checks/ports-named.ts'
import type { Journal, NotedChange } from '../core/journal.ts'
import type { Run } from '../core/run.ts'

/**
 * What the router may have open still because of this run, as a sentence: where it was interrupted, or its router fell silent,
 * nothing else tells of it. Undefined where all is closed, or where the report says so itself.
 *
 * `begun`: whether a change was begun by this run, and not by another program.
 */
export async function leftOpen(
  { findings }: Pick<Run, 'findings'>,
  journal: Journal,
  begun: (noted: NotedChange) => boolean,
): Promise<string | undefined> {
  const told = findings.some((each) => each.kind === 'answered' && each.answer === 'left-behind')
  const notes = told ? undefined : await journal.unended()
  const ports = (notes?.ok ? notes.value : []).filter(begun).map(({ change }) => change.external)
  if (ports.length === 0) return undefined
  return `The router may have ${portsNamed(ports)} open still: it could not be asked to close what was opened for the test. "mailworthy ports restore" tries again.`
}
