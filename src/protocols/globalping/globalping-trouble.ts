import * as v from 'valibot'
import type { Failure } from '../../core/failure.ts'
import type { HttpResponse } from '../../core/line.ts'
import { readJson } from '../../wire/json.ts'
import { retryAfterS } from '../probe/retry-after.ts'

/** Every way in which the API does not do what it was asked. Of the line under test only `listed` says anything. */
export type GlobalpingTrouble =
  /** The target, or the address we ask from, is on a list it keeps: FireHOL 2, IPsum, Spamhaus DROPv6, blocklist.de. */
  | { readonly kind: 'listed'; readonly who: 'target' | 'caller' }
  /** No probe at these places, or the measurement whose probes were wanted is gone. */
  | { readonly kind: 'no-probes' }
  | {
      readonly kind: 'rate-limited'
      readonly retryAfterS: number
      /** Tests left in this hour: less than were asked for. */
      readonly remaining?: number
    }
  /** The token is not known there, or is none. */
  | { readonly kind: 'unauthorized' }
  /** `code` is the API's own word (`validation_error`, `not_found`), where it gives one. */
  | { readonly kind: 'refused'; readonly status: number; readonly code?: string }
  | { readonly kind: 'unreachable'; readonly failure: Failure }
  /** What came is too much, no JSON, or not what the API is described to say. */
  | { readonly kind: 'malformed' }

const schema = v.object({
  error: v.object({
    type: v.pipe(v.string(), v.regex(/^[a-z_]{1,40}$/)),
    params: v.exactOptional(v.object({ target: v.exactOptional(v.pipe(v.string(), v.maxLength(2048))) })),
  }),
})

/** Reads an answer that is no success. */
export function readTrouble({ status, headers, body }: HttpResponse): GlobalpingTrouble {
  const { type: code, params } = readError(body) ?? {}
  if (status === 400 && code === 'validation_error' && /\bblacklisted\b/.test(params?.target ?? '')) {
    return { kind: 'listed', who: 'target' }
  }
  // The first thing that the API looks at, before token and target: so a line that is listed gets no further than this.
  if (status === 403 && code === 'access_forbidden') return { kind: 'listed', who: 'caller' }
  if (status === 401) return { kind: 'unauthorized' }
  if (status === 422 && code === 'no_probes_found') return { kind: 'no-probes' }
  if (status === 429) return rateLimited(headers)
  return refused(status, code)
}

function readError(body: string): v.InferOutput<typeof schema>['error'] | undefined {
  const parsed = v.safeParse(schema, readJson(body))
  return parsed.success ? parsed.output.error : undefined
}

function refused(status: number, code: string | undefined): GlobalpingTrouble {
  return { kind: 'refused', status, ...(code !== undefined && { code }) }
}

function rateLimited(headers: HttpResponse['headers']): GlobalpingTrouble {
  // Reading too often is answered with Retry-After, having used up the hour with X-RateLimit-Reset.
  const after = headers['retry-after'] ?? headers['x-ratelimit-reset'] ?? ''
  const left = headers['x-ratelimit-remaining'] ?? ''
  return {
    kind: 'rate-limited',
    retryAfterS: retryAfterS({ 'retry-after': after }),
    ...(/^\d{1,9}$/.test(left) && { remaining: Number(left) }),
  }
}
