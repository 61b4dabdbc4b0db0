import { type Failure, failed, success } from '../../../../src/core/failure.ts'
import type { HttpRequest, Line } from '../../../../src/core/line.ts'
import { silentLine } from '../../silent-line.ts'
import { virtualClock } from '../../virtual-clock.ts'

export interface ApiAnswer {
  readonly status?: number
  /** Text as it is, anything else as JSON. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** A line on which an API says one thing after the other, the last of them again and again; and what it was asked when. */
export function apiLine(...script: readonly (ApiAnswer | Failure)[]): {
  readonly line: Line
  readonly requests: HttpRequest[]
  readonly atMs: number[]
} {
  const requests: HttpRequest[] = []
  const atMs: number[] = []
  const clock = virtualClock()
  const line = silentLine({
    clock,
    request: async (request) => {
      const answer = script[Math.min(requests.length, script.length - 1)] ?? 'refused'
      requests.push(request)
      atMs.push(clock.elapsed())
      if (typeof answer === 'string') return failed(answer)
      const { status = 200, body = '', headers = {} } = answer
      const text = typeof body === 'string' ? body : JSON.stringify(body)
      return success({ status, headers, body: text, remote: { address: '198.51.100.40', port: 443 }, tls: undefined })
    },
  })
  return { line, requests, atMs }
}
