import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { failed, success } from '../../../../src/core/failure.ts'
import type { HttpRequest } from '../../../../src/core/line.ts'
import { heartbeat, heartbeatMs } from '../../../../src/system/telling/heartbeat.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const url = 'https://alive.example.test/0000'
const remote = { address: '192.0.2.1', port: 443 }
const ok = success({ status: 200, headers: {}, body: 'OK', remote, tls: undefined })

describe('a sign of life', () => {
  it('is sent once a minute for as long as there is life', async () => {
    const life = new AbortController()
    const asked: HttpRequest[] = []
    let alive = true
    const request = async (one: HttpRequest) => {
      asked.push(one)
      return ok
    }
    const beating = heartbeat({ request, url, isAlive: () => alive, signal: life.signal })
    await vi.advanceTimersByTimeAsync(5 * heartbeatMs - 1)
    expect(asked).toHaveLength(5)
    expect(asked[0]).toMatchObject({ method: 'GET', url })
    alive = false
    await vi.advanceTimersByTimeAsync(5 * heartbeatMs)
    expect(asked).toHaveLength(5)
    alive = true
    await vi.advanceTimersByTimeAsync(heartbeatMs)
    expect(asked).toHaveLength(6)
    life.abort()
    await beating
  })

  it('that does not arrive is counted, and the next one follows all the same', async () => {
    const life = new AbortController()
    const answers = [failed('timed-out'), success({ ...ok.value, status: 404 }), ok]
    const arrived: boolean[] = []
    const beating = heartbeat({
      request: async () => answers.shift() ?? ok,
      url,
      isAlive: () => true,
      signal: life.signal,
      onSent: (one) => void arrived.push(one),
    })
    await vi.advanceTimersByTimeAsync(3 * heartbeatMs - 1)
    expect(arrived).toEqual([false, false, true])
    life.abort()
    await beating
  })
})
