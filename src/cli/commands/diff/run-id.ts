import type { RunHead } from '../../../history/saved-run.ts'
import { UsageError } from '../../usage-error.ts'

/** What begins as an id does: `2026`, `20261124T15`. A file of such a name is named with its folder, `./2026`. */
const looksLikeId = /^\d{4,8}$|^\d{8}T\d{0,6}$|^\d{8}T\d{6}Z(-\d{0,2})?$/
/** More are not read. */
const mostNamed = 3

/** The id that is meant by the whole of it or by its begin; undefined for what names a file. Throws UsageError. */
export function runId(typed: string, runs: readonly RunHead[]): string | undefined {
  if (!looksLikeId.test(typed)) return undefined
  if (runs.some(({ id }) => id === typed)) return typed
  const [found, ...others] = runs.filter(({ id }) => id.startsWith(typed))
  if (found === undefined) throw new UsageError(`no run ${typed} is kept: "mailworthy history --runs" lists them`)
  if (others.length === 0) return found.id
  const named = [found, ...others].slice(0, mostNamed).map(({ id }) => id)
  const more = others.length + 1 > named.length ? ', …' : ''
  throw new UsageError(`${typed} may be any of ${others.length + 1} runs (${named.join(', ')}${more}): type more of it`)
}
