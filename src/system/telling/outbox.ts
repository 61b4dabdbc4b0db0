import { failures, success } from '../../core/failure.ts'
import type { Clock } from '../../core/line.ts'
import { waitFor } from '../deadline.ts'
import type { Message } from './message.ts'
import type { Spool, Waiting } from './spool.ts'
import type { Teller, Told, Way } from './teller.ts'

export interface OutboxOptions {
  readonly tellers: readonly Teller[]
  readonly spool: Spool
  readonly clock: Pick<Clock, 'now' | 'elapsed'>
  /** What the user should know: one sentence without its end. */
  readonly complain: (says: string) => void
  /** From 0 to 1: spreads the tries, so that a thousand watchers do not all come back with the same second. */
  readonly chance?: () => number
}

/** Tells each message by every way, at least once, in order; keeps on the disk what could not be told yet. */
export interface Outbox {
  /** On the disk when it resolves. Then it is told, as soon as that can be done. */
  put(message: Message): Promise<void>
  /** How many messages wait, by way. */
  readonly waiting: ReadonlyMap<Way, number>
  /** Ends what is under way. What was not told stays on the disk. */
  close(): Promise<void>
}

/** A router that restarts takes minutes; a line that is down for a day is tried again within half an hour of coming back. */
export const firstPauseMs = 30_000
export const longestPauseMs = 30 * 60_000
/** Of a pause, so much is up to chance. */
const jitter = 0.2
/** Later nobody wants to know, and `mailworthy history` knows it all. */
export const mostMs = 7 * 24 * 60 * 60_000
export const mostWaiting = 500

interface Queued extends Waiting {
  /** By a clock that never jumps: a machine that has no clock of its own wakes up in 1970. */
  readonly sinceMs: number
}

interface Lane {
  readonly teller: Teller
  readonly queue: Queued[]
  /** Ends the pause before the next try. */
  wake: () => void
  working: Promise<void> | undefined
}

/** Opens what an earlier run has left, and goes on with it. */
export async function openOutbox(options: OutboxOptions): Promise<Outbox> {
  const { tellers, spool, clock, complain, chance = Math.random } = options
  const life = new AbortController()
  const lanes = tellers.map((teller): Lane => ({ teller, queue: [], wake: () => undefined, working: undefined }))
  let last = 0

  const loaded = await spool.load()
  if (!loaded.ok) {
    complain(`What cannot be told at once will not outlive a restart: ${loaded.detail ?? failures[loaded.failure]}`)
  } else {
    const { waiting, unread } = loaded.value
    if (unread > 0) complain(`${unread} messages of an earlier run could not be read, and are lost`)
    for (const one of waiting) {
      last = Math.max(last, one.number)
      const lane = lanes.find(({ teller }) => teller.way === one.way)
      // Somebody who is not to be told any more.
      if (lane === undefined) await spool.remove(one)
      else lane.queue.push({ ...one, sinceMs: clock.elapsed() - agoMs(one.since, clock.now()) })
    }
  }
  for (const lane of lanes) start(lane)

  function start(lane: Lane): void {
    if (lane.working !== undefined || lane.queue.length === 0 || life.signal.aborted) return
    lane.working = work(lane).finally(() => {
      lane.working = undefined
      // Put between the last look into the queue and now.
      start(lane)
    })
  }

  async function work(lane: Lane): Promise<void> {
    let failed = 0
    for (;;) {
      await dropOld(lane)
      const [next] = lane.queue
      if (next === undefined || life.signal.aborted) return
      const told = await lane.teller.tell(next.message, life.signal)
      if (life.signal.aborted && told.kind !== 'done') return
      if (told.kind === 'later') {
        // Once for a row of failures: a line that is down is the usual reason, and is known.
        if (failed === 0) complain(`The ${lane.teller.way} could not be told, and is tried again: ${told.why}`)
        failed += 1
        await pause(lane, told, failed)
        continue
      }
      if (told.kind === 'never') complain(`The ${lane.teller.way} was not told of ${next.message.event}: ${told.why}`)
      failed = 0
      await remove(lane, next)
    }
  }

  async function pause(lane: Lane, told: Told & { readonly kind: 'later' }, failed: number): Promise<void> {
    const grown = Math.min(firstPauseMs * 2 ** Math.min(failed - 1, 16), longestPauseMs)
    const ms = Math.max(grown * (1 + jitter * (2 * chance() - 1)), told.afterMs ?? 0)
    await waitFor<void>(ms, life.signal, (settle) => {
      // Something new has happened, perhaps that the line is back; whoever asked for patience has it all the same.
      lane.wake = told.afterMs === undefined ? () => settle(success(undefined)) : () => undefined
      return () => {
        lane.wake = () => undefined
      }
    })
  }

  async function dropOld(lane: Lane): Promise<void> {
    const now = clock.elapsed()
    const old = lane.queue.filter(({ sinceMs }) => now - sinceMs > mostMs)
    if (old.length > 0) complain(`${old.length} messages for the ${lane.teller.way} were a week old, and are dropped`)
    for (const one of old) await remove(lane, one)
  }

  async function remove(lane: Lane, one: Queued): Promise<void> {
    const place = lane.queue.indexOf(one)
    if (place >= 0) lane.queue.splice(place, 1)
    await spool.remove(one)
  }

  /** Queued only once it is kept: told before, it would be kept for good. */
  async function queue(lane: Lane, message: Message): Promise<void> {
    last += 1
    const one: Waiting = { number: last, way: lane.teller.way, since: clock.now(), message }
    const sinceMs = clock.elapsed()
    const kept = await spool.keep(one)
    if (!kept.ok) complain(`A message could not be kept on the disk: ${kept.detail ?? failures[kept.failure]}`)
    lane.queue.push({ ...one, sinceMs })
    // The first is under way.
    const [, oldest] = lane.queue
    if (lane.queue.length > mostWaiting && oldest !== undefined) {
      complain(`More than ${mostWaiting} messages wait for the ${lane.teller.way}: the oldest is dropped`)
      await remove(lane, oldest)
    }
    lane.wake()
    start(lane)
  }

  let putting = Promise.resolve()
  return {
    put(message) {
      putting = putting.then(async () => {
        for (const lane of lanes) await queue(lane, message)
      })
      return putting
    },
    get waiting() {
      return new Map(lanes.map(({ teller, queue: waiting }) => [teller.way, waiting.length]))
    },
    async close() {
      await putting
      life.abort(new DOMException('the outbox was closed', 'AbortError'))
      for (const { working } of lanes) await working
    },
  }
}

/** By the clock on the wall, for no other outlives a restart; nothing is from the future. */
function agoMs(since: string, now: string): number {
  return Math.max(0, Date.parse(now) - Date.parse(since))
}
