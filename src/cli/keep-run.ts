import type { Store } from '../history/store.ts'
import type { Report } from '../report/report.ts'
import { wrapped } from '../report/wrapped.ts'
import type { Terminal } from './terminal.ts'

/**
 * Keeps a run for `mailworthy history`, whole and on this machine alone, and says where that fails: at length if `insisted`, for
 * most runs are made to be read now. An interrupted one is not kept: what it did not see would look like a change.
 */
export async function keepRun(
  report: Report,
  store: Pick<Store, 'save'>,
  insisted: boolean,
  { terminal }: { readonly terminal: Pick<Terminal, 'width' | 'err'> },
): Promise<void> {
  if (report.interrupted) {
    if (insisted) terminal.err('This run is not kept: it was interrupted.\n')
    return
  }
  const saved = await store.save(report)
  if (saved.ok) return
  const why = saved.detail ?? saved.failure
  const said = insisted
    ? `This run could not be kept, so "mailworthy history" and "mailworthy diff" will not know of it: ${why}. XDG_STATE_HOME names another folder.`
    : `This run is not kept: ${why}`
  terminal.err(`${insisted ? wrapped(said, terminal.width) : said}\n`)
}
