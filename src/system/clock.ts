import { uptime } from 'node:os'
import type { Clock } from '../core/line.ts'
import { waitFor } from './deadline.ts'

/** The clock of this machine. `pause` ends early when the signal aborts; `patience` stretches it. */
export function clock(signal: AbortSignal, patience = 1): Clock {
  return {
    now: () => new Date().toISOString(),
    elapsed: () => performance.now(),
    sinceBoot: () => uptime() * 1_000,
    async pause(ms) {
      await waitFor<void>(ms * patience, signal, () => undefined)
    },
    patience,
  }
}
