import type { ServerResponse } from 'node:http'
import { type RefusalCode, refusalOf, refusals } from '../src/wire/refusal.ts'

/** With TLS and some 450 bytes of headers before the first, it fits what every IPv6 line must carry (1280, RFC 8200 §5). */
const pieceBytes = 400

/** Headers of every answer: nothing is stored, nothing is guessed, nothing is embedded. */
export const plainHeaders = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
} as const

export function answerJson(response: ServerResponse, value: unknown): void {
  answer(response, 200, 'application/json', JSON.stringify(value))
}

export function answerPage(response: ServerResponse, html: string): void {
  answer(response, 200, 'text/html; charset=utf-8', html)
}

export function refuse(response: ServerResponse, code: RefusalCode, retryS?: number): void {
  if (response.headersSent) return void response.end()
  if (retryS !== undefined) response.setHeader('retry-after', String(retryS))
  // A body that was not read must not be taken for the next request.
  response.setHeader('connection', 'close')
  answer(response, refusals[code].status, 'application/json', JSON.stringify(refusalOf(code)))
}

function answer(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { ...plainHeaders, 'content-type': type, 'content-length': Buffer.byteLength(body) })
  // Node leaves the body of an answer to HEAD out by itself.
  if (response.req.method === 'HEAD') return void response.end()
  pour(response, Buffer.from(body))
}

/**
 * Writes a body in small segments, each once the one before has gone: a line that swallows large ones (a black hole of path
 * MTU discovery) is to be told so, and not to be left without a session.
 */
function pour(response: ServerResponse, body: Buffer): void {
  if (body.length <= pieceBytes) return void response.end(body)
  response.write(body.subarray(0, pieceBytes), (error) => {
    if (!error) pour(response, body.subarray(pieceBytes))
  })
}
