import type { Line } from '../../core/line.ts'
import { waitFor } from '../deadline.ts'

export interface HeartbeatOptions {
  readonly request: Line['request']
  /** http or https. It may hold a secret, so it is never said or logged. */
  readonly url: string
  /** Whether there is life to be told of: asked before each. */
  readonly isAlive: () => boolean
  readonly signal: AbortSignal
  /** A failure is nothing to say: its reader is the one who misses it. */
  readonly onSent?: (arrived: boolean) => void
}

/** What watches over such signs counts in minutes, and allows for some that fail. */
export const heartbeatMs = 60_000
const answerMs = 20_000
/** Such services answer `OK`. */
const mostBytes = 64 * 1024

/**
 * A sign of life, once a minute, to somebody elsewhere who raises the alarm when none comes any more: the only one who can
 * tell of a line that is down, or of a house without power, while it is. Ends with the signal.
 */
export async function heartbeat({ request, url, isAlive, signal, onSent }: HeartbeatOptions): Promise<void> {
  while (!signal.aborted) {
    if (isAlive()) {
      const answer = await request({ method: 'GET', url, ms: answerMs, maxBytes: mostBytes })
      onSent?.(answer.ok && answer.value.status >= 200 && answer.value.status < 300)
    }
    await waitFor<void>(heartbeatMs, signal, () => undefined)
  }
}
