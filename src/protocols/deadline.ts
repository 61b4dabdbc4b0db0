import type { Clock } from '../core/line.ts'

/** A moment by which a whole exchange must be over, however many waits it has: a peer that drips cannot stretch it. */
export interface Deadline {
  /** Milliseconds left, never negative. */
  left(): number
}

export function deadlineOf(clock: Pick<Clock, 'elapsed'>, ms: number): Deadline {
  const end = clock.elapsed() + ms
  return { left: () => Math.max(0, end - clock.elapsed()) }
}
