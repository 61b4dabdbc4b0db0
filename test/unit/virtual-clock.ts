import type { Clock } from '../../src/core/line.ts'

export interface VirtualClock extends Clock {
  advance(ms: number): void
}

/** A clock that moves only when it is told to, or when somebody waits on it: no test sleeps. */
export function virtualClock(start = Date.parse('2026-01-02T03:04:05Z')): VirtualClock {
  let elapsed = 0
  return {
    now: () => new Date(start + elapsed).toISOString(),
    elapsed: () => elapsed,
    pause: async (ms) => {
      elapsed += ms
    },
    advance: (ms) => {
      elapsed += ms
    },
  }
}
