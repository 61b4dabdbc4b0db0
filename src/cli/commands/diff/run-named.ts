import { type Outcome, success } from '../../../core/failure.ts'
import type { RunHead } from '../../../history/saved-run.ts'
import type { Store } from '../../../history/store.ts'
import type { NamedRun } from '../../../report/history/comparison.ts'
import type { Context } from '../../context.ts'
import { readReport } from './read-report.ts'
import { runId } from './run-id.ts'

/** The run that is typed, by its id or as a file. Throws UsageError for what is neither; fails where a kept one cannot be read. */
export async function runNamed(
  typed: string,
  runs: readonly RunHead[],
  store: Pick<Store, 'run'>,
  { cwd }: Pick<Context, 'cwd'>,
): Promise<Outcome<NamedRun>> {
  const id = runId(typed, runs)
  return id === undefined ? success({ name: typed, run: await readReport(cwd, typed) }) : keptRun(id, store)
}

export async function keptRun(id: string, store: Pick<Store, 'run'>): Promise<Outcome<NamedRun>> {
  const read = await store.run(id)
  return read.ok ? success({ name: id, run: read.value }) : read
}
