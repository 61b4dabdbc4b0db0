import { setMaxListeners } from 'node:events'
import type { Failed, Outcome } from '../core/failure.ts'
import { failed } from '../core/failure.ts'

/** A timer cannot be set further than this (about 25 days): beyond it Node fires at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

export interface Deadline {
  /** Aborts when the time is over (its reason is a `TimeoutError`) or when the parent does (with the parent's reason). */
  readonly signal: AbortSignal
  /** Forgets the deadline: the signal will not abort any more. */
  clear(): void
}

/**
 * A signal that aborts after `ms`, or with its parent, whichever comes first.
 *
 * Not `AbortSignal.any` and `AbortSignal.timeout`: their timers cannot be cleared, and on Node 20 what they combine is kept alive.
 */
export function deadline(ms: number, parent?: AbortSignal): Deadline {
  const controller = new AbortController()
  // One line serves dozens of sockets at once: many listeners are no leak here.
  setMaxListeners(0, controller.signal)
  const clear = () => {
    clearTimeout(timer)
    parent?.removeEventListener('abort', follow)
  }
  const follow = () => {
    clear()
    controller.abort(parent?.reason)
  }
  const expire = () => {
    clear()
    controller.abort(new DOMException('the time is over', 'TimeoutError'))
  }
  const timer = setTimeout(expire, Math.min(Math.max(ms, 0), LONGEST_TIMER_MS))
  // What waits holds a socket or a timer of its own; a deadline alone must not keep the program alive.
  timer.unref()
  if (parent?.aborted) follow()
  else parent?.addEventListener('abort', follow, { once: true })
  return { signal: controller.signal, clear }
}

/** Why an aborted signal aborted. A deadline and a Ctrl-C look alike to Node (`ABORT_ERR`): only the reason tells them apart. */
export function interrupted(signal: AbortSignal): Failed {
  const reason: unknown = signal.reason
  const timedOut = reason instanceof Error && reason.name === 'TimeoutError'
  return timedOut ? failed('timed-out') : failed('cancelled')
}

/**
 * Waits for something that settles by a callback, for `ms` at most and no longer than the signal allows.
 *
 * `start` is called at once and may return a clean-up, which is called exactly once, however it ends. Only the first
 * `settle` counts.
 */
export function waitFor<T>(
  ms: number,
  signal: AbortSignal,
  start: (settle: (outcome: Outcome<T>) => void) => (() => void) | undefined,
): Promise<Outcome<T>> {
  if (signal.aborted) return Promise.resolve(interrupted(signal))
  return new Promise((resolve, reject) => {
    let settled = false
    let cleanUp: (() => void) | undefined
    const settle = (outcome: Outcome<T>) => {
      if (settled) return
      settled = true
      clearTimeout(timer)
      signal.removeEventListener('abort', onAbort)
      cleanUp?.()
      resolve(outcome)
    }
    const onAbort = () => settle(interrupted(signal))
    const timer = setTimeout(() => settle(failed('timed-out')), Math.min(Math.max(ms, 0), LONGEST_TIMER_MS))
    signal.addEventListener('abort', onAbort, { once: true })
    try {
      cleanUp = start(settle)
    } catch (bug) {
      reject(bug)
      settle(failed('unclassified'))
      return
    }
    if (settled) cleanUp?.()
  })
}
