import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { openTelling } from '../../../../src/cli/telling/open-telling.ts'
import { success } from '../../../../src/core/failure.ts'
import type { FamilyState } from '../../../../src/watch/tracker.ts'

const minute = 60_000

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('a sign of life is sent while somebody looks, and the line is not known to be down over both families', async () => {
  let sent = 0
  const remote = { address: '192.0.2.1', port: 443 }
  const clock = { now: () => new Date().toISOString(), elapsed: () => Date.now(), pause: async () => undefined }
  async function request() {
    sent += 1
    return success({ status: 200, headers: {}, body: '', remote, tls: undefined })
  }
  const opened = await openTelling({
    asked: { heartbeat: 'https://alive.example.test/' },
    line: { clock, request },
    intervalMs: minute,
    folder: '',
    env: {},
    version: '',
    complain: () => undefined,
  })
  if (!opened.ok) throw new Error(opened.failure)
  const { onLook, close } = opened.value
  const state = (is: FamilyState['is']): FamilyState => ({ is, since: '2026-11-24T03:00:00Z' })

  /** How many are sent in five minutes with a look every minute, or none at all. */
  async function inFiveMinutes(v4?: FamilyState, v6?: FamilyState, looks = true): Promise<number> {
    const before = sent
    for (let i = 0; i < 5; i++) {
      if (looks) onLook({ looks: i, v4, v6 })
      await vi.advanceTimersByTimeAsync(minute)
    }
    return sent - before
  }

  expect(await inFiveMinutes(undefined, undefined, false)).toBe(0)
  expect(await inFiveMinutes(state('up'))).toBe(5)
  expect(await inFiveMinutes(state('down'), state('suspect'))).toBe(5)
  expect(await inFiveMinutes(state('down'), state('down'))).toBe(0)
  expect(await inFiveMinutes(undefined, undefined)).toBe(0)
  expect(await inFiveMinutes(undefined, state('up'))).toBe(5)
  // The watcher is stuck: three intervals on, its last word is no longer believed.
  expect(await inFiveMinutes(undefined, undefined, false)).toBeLessThanOrEqual(3)
  expect(await inFiveMinutes(undefined, undefined, false)).toBe(0)
  await close()
})
