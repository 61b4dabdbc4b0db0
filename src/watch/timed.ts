import type { Failure, Outcome } from '../core/failure.ts'
import type { Clock } from '../core/line.ts'
import type { Sighting } from './look.ts'

/** How one question went: what a sighting has beside who was asked. */
export type Went = Pick<Sighting, 'sentMs' | 'rttMs' | 'failure'>

/**
 * Asks, and notes when it was sent and how long the answer took. A failure of which `proves` is true is an answer too: a
 * refusal comes from somebody who is there.
 */
export async function timed<T>(
  clock: Pick<Clock, 'elapsed'>,
  ask: () => Promise<Outcome<T>>,
  proves: (failure: Failure) => boolean = () => false,
): Promise<{ readonly went: Went; readonly value?: T }> {
  const sentMs = clock.elapsed()
  const outcome = await ask()
  const rttMs = clock.elapsed() - sentMs
  if (outcome.ok) return { went: { sentMs, rttMs }, value: outcome.value }
  return { went: proves(outcome.failure) ? { sentMs, rttMs } : { sentMs, failure: outcome.failure } }
}
