import type { Check } from '../core/check.ts'
import { selected } from '../core/selection.ts'
import { suggestion } from './nearest.ts'
import { UsageError } from './usage-error.ts'

/** A glob that selects nothing is a typo: passed over in silence, it would judge another selection than was meant. */
export function refuseUnmatched(globs: readonly string[], checks: readonly Check[]): void {
  const unmatched = globs.find((glob) => selected(checks, [glob], []).length === 0)
  if (unmatched === undefined) return
  const ids = checks.map(({ id }) => id)
  throw new UsageError(
    `no check is called ${JSON.stringify(unmatched)}${suggestion(unmatched, ids) || '; "mailworthy catalogue" lists them'}`,
  )
}
