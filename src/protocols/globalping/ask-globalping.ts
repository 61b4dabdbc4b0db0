import type { HttpResponse, Line } from '../../core/line.ts'
import { readJson } from '../../wire/json.ts'
import type { GlobalpingAsked } from './globalping-asked.ts'
import { type GlobalpingTrouble, readTrouble } from './globalping-trouble.ts'

/*
 * Written after version 1.0.0 of the API's description (public/v1/spec.yaml of github.com/jsdelivr/globalping) and the
 * code behind it, both as of commit 52c0c19 of 2026-08-07, read in November 2026.
 */

interface Request {
  /** After `/v1/`. */
  readonly path: string
  /** To be posted, as JSON. Without one it is a GET. */
  readonly body?: unknown
  /** `requestMs` unless told; never more. */
  readonly ms?: number
}

export type GlobalpingAnswer = { readonly kind: 'answer'; readonly body: unknown } | GlobalpingTrouble

/** One request: the API is behind a worldwide network of caches and answers within a second. */
export const requestMs = 10_000
/** A result has a few hundred bytes of numbers, and output for people of 10 KB at most. */
const maxBytes = 256 * 1024
/** The API takes a token apart at blanks; a header must not have control characters. */
const tokenForm = /^[!-~]{1,512}$/

/** One request to the API. The body of a success is any JSON value; what it means is for the caller to find out. */
export async function askGlobalping(
  line: Line,
  { base, token, trust }: GlobalpingAsked,
  { path, body, ms = requestMs }: Request,
): Promise<GlobalpingAnswer> {
  // Nothing is sent: in the clear, the token would be anybody's.
  if (token !== undefined && !(tokenForm.test(token) && base.startsWith('https://'))) return { kind: 'unauthorized' }
  const answer = await line.request({
    method: body === undefined ? 'GET' : 'POST',
    url: `${base}/v1/${path}`,
    headers: {
      accept: 'application/json',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    trust: trust ?? 'public',
    maxBytes,
    ms: Math.min(ms, requestMs),
  })
  if (answer.ok) return readAnswer(answer.value)
  const { failure } = answer
  return failure === 'too-much' || failure === 'malformed' ? { kind: 'malformed' } : { kind: 'unreachable', failure }
}

function readAnswer(response: HttpResponse): GlobalpingAnswer {
  if (response.status !== 200 && response.status !== 202) return readTrouble(response)
  const body = readJson(response.body)
  return body === undefined ? { kind: 'malformed' } : { kind: 'answer', body }
}
