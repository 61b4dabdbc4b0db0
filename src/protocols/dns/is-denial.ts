import type { Failed, Outcome } from '../../core/failure.ts'

interface Denial extends Failed {
  readonly failure: 'name-not-found' | 'no-data'
}

/** Whether a question was answered with nothing: the name does not exist, or has no such record. */
export function isDenial(outcome: Outcome<unknown>): outcome is Denial {
  return !outcome.ok && (outcome.failure === 'name-not-found' || outcome.failure === 'no-data')
}
