import { failures, type Outcome } from '../../core/failure.ts'
import type { HttpResponse, Line } from '../../core/line.ts'
import type { Teller, Told } from './teller.ts'

export interface WebhookWay {
  readonly request: Line['request']
  /** http or https. It may hold a secret, so it is never said or logged. */
  readonly url: string
}

/** The answer is not read: more than an acknowledgement is somebody's web page. */
const mostBytes = 64 * 1024
/** Whoever asks for more patience than this has forgotten us. */
const longestWaitS = 30 * 60

/**
 * Tells by a POST of the message as JSON. Any 2xx is an acknowledgement; another 4xx than 408 and 429 will be the same tomorrow
 * (RFC 9110 §15.5), and a redirect is not followed; all else is worth another try.
 */
export function webhook({ request, url }: WebhookWay): Teller {
  return {
    way: 'webhook',
    async tell({ body }) {
      const headers = { 'Content-Type': 'application/json' }
      return judged(await request({ method: 'POST', url, headers, body, maxBytes: mostBytes }))
    },
  }
}

function judged(answer: Outcome<HttpResponse>): Told {
  if (!answer.ok) {
    const why = failures[answer.failure]
    // It was sent, and answered with a page: sent again it would be answered so again.
    return answer.failure === 'too-much' ? { kind: 'never', why } : { kind: 'later', why }
  }
  const { status, headers } = answer.value
  const why = `it answers ${status}`
  if (status >= 200 && status < 300) return { kind: 'done' }
  if (status >= 300 && status < 400) return { kind: 'never', why: `${why}, a redirect: name the place it leads to` }
  if (status >= 400 && status < 500 && status !== 408 && status !== 429) return { kind: 'never', why }
  // RFC 9110 §10.2.3. The form with a date is as good as none: our clock may be another.
  const after = /^\d{1,5}$/.exec(headers['retry-after'] ?? '')?.[0]
  if (after === undefined) return { kind: 'later', why }
  return { kind: 'later', why, afterMs: Math.min(Number(after), longestWaitS) * 1_000 }
}
