import type { Clock } from '../core/line.ts'

/** A moment by which a whole exchange must be over, however many waits it has: a peer that drips cannot stretch it. */
export interface Deadline {
  /** Milliseconds left, never negative, as the line is to be told them: it stretches them by its patience. */
  left(): number
}

export function deadlineOf(clock: Pick<Clock, 'elapsed' | 'patience'>, ms: number): Deadline {
  const { patience = 1 } = clock
  const end = clock.elapsed() + ms * patience
  return { left: () => Math.max(0, end - clock.elapsed()) / patience }
}
