import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { success } from '../../../src/core/failure.ts'
import { clock } from '../../../src/system/clock.ts'
import { deadline, interrupted, waitFor } from '../../../src/system/deadline.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('deadline', () => {
  it('is timed-out when the time is over, cancelled when the parent was interrupted', () => {
    const late = deadline(100)
    vi.advanceTimersByTime(100)
    expect(interrupted(late.signal).failure).toBe('timed-out')

    const parent = new AbortController()
    const cut = deadline(100, parent.signal)
    parent.abort()
    expect(interrupted(cut.signal).failure).toBe('cancelled')
  })

  it('nested, the earliest wins', () => {
    const outer = deadline(50)
    const inner = deadline(100, outer.signal)
    vi.advanceTimersByTime(50)
    expect(inner.signal.aborted).toBe(true)
    expect(interrupted(inner.signal).failure).toBe('timed-out')
  })

  it('never fires once it is cleared, and a parent that is over is over at once', () => {
    const cleared = deadline(10)
    cleared.clear()
    vi.advanceTimersByTime(1000)
    expect(cleared.signal.aborted).toBe(false)
    expect(deadline(10, AbortSignal.abort()).signal.aborted).toBe(true)
  })

  it('takes endless times without firing at once', () => {
    const endless = deadline(Number.POSITIVE_INFINITY)
    vi.advanceTimersByTime(1_000_000)
    expect(endless.signal.aborted).toBe(false)
  })
})

describe('waitFor', () => {
  const never = new AbortController().signal

  it('gives the first outcome and cleans up once', async () => {
    const cleanUp = vi.fn()
    const outcome = await waitFor<number>(100, never, (settle) => {
      settle(success(1))
      settle(success(2))
      return cleanUp
    })
    expect(outcome).toEqual({ ok: true, value: 1 })
    expect(cleanUp).toHaveBeenCalledTimes(1)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('times out, is interrupted, and cleans up in both cases', async () => {
    const cleanUp = vi.fn()
    const waiting = waitFor<number>(100, never, () => cleanUp)
    vi.advanceTimersByTime(100)
    expect(await waiting).toMatchObject({ failure: 'timed-out' })

    const interruption = new AbortController()
    const cut = waitFor<number>(100, interruption.signal, () => cleanUp)
    interruption.abort()
    expect(await cut).toMatchObject({ failure: 'cancelled' })
    expect(cleanUp).toHaveBeenCalledTimes(2)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('throws what is a bug', async () => {
    const bug = new Error('bug')
    const broken = waitFor(100, never, () => {
      throw bug
    })
    await expect(broken).rejects.toBe(bug)
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('a pause', () => {
  it('is stretched by patience and ends early with the line', async () => {
    const life = new AbortController()
    let over = false
    const pausing = clock(life.signal, 2)
      .pause(100)
      .then(() => {
        over = true
      })
    await vi.advanceTimersByTimeAsync(150)
    expect(over).toBe(false)
    life.abort()
    await pausing
    expect(vi.getTimerCount()).toBe(0)
  })
})
