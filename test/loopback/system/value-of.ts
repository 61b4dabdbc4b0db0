import type { Outcome } from '../../../src/core/failure.ts'

/** The value of what must have gone well. */
export function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.failure}: ${outcome.detail ?? ''}`)
  return outcome.value
}
