import type { ServerResponse } from 'node:http'
import { type RefusalCode, refusalOf, refusals } from '../src/wire/refusal.ts'

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
  response.end(body)
}
