import { failures, type Outcome } from '../core/failure.ts'

/** What was opened on loopback. There it always works, or else there is nothing to show: an error, not a finding. */
export function opened<T>(outcome: Outcome<T>, what: string): T {
  if (outcome.ok) return outcome.value
  throw new Error(`The scripted line needs ${what}, but ${failures[outcome.failure]}.`)
}
