import type { IncomingMessage, ServerResponse } from 'node:http'
import { endpoint } from '../src/system/endpoint.ts'
import type { RefusalCode } from '../src/wire/refusal.ts'
import { bounds, protocol } from '../src/wire/protocol.ts'
import { about } from './about.ts'
import { answerJson, answerPage, refuse } from './answer.ts'
import { answerDialBack } from './answer-dial-back.ts'
import { answerSession } from './answer-session.ts'
import type { Asked } from './asked.ts'
import { judgeCaller } from './caller.ts'
import { page } from './page.ts'
import type { Probe } from './probe.ts'
import { readBody } from './read-body.ts'

/** Answers one request. Never rejects but for a bug. */
export async function answerRequest(probe: Probe, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { settings } = probe
  // The query is no part of any address here; `URL` is not needed and would throw on nonsense.
  const path = (request.url ?? '').split('?', 1)[0] ?? ''
  if (request.method === 'GET' || request.method === 'HEAD') {
    if (path === '/') return answerPage(response, page(settings))
    if (path === protocol.aboutPath) return answerJson(response, about(settings.version))
    return refuse(response, notFound(path))
  }
  const token = /^\/v1\/sessions\/([^/]{1,300})\/dial-back$/.exec(path)?.[1]
  if (request.method !== 'POST' || (path !== protocol.sessionsPath && token === undefined))
    return refuse(response, notFound(path))

  const asked = await admit(probe, request)
  if (!asked.ok) return refuse(response, asked.code, asked.retryS)
  if (token === undefined) return answerSession(probe, asked.value, response)
  return answerDialBack(probe, token, asked.value, response)
}

type Admitted =
  | { readonly ok: true; readonly value: Asked }
  | { readonly ok: false; readonly code: RefusalCode; readonly retryS?: number }

/** What every request that changes something must pass, cheapest first; it is charged before anything is done for it. */
async function admit({ settings, allowance }: Probe, request: IncomingMessage): Promise<Admitted> {
  if (!sameOrigin(request)) return { ok: false, code: 'cross-origin' }
  // The type cannot be sent from a web form, and a script of another site would need our leave (CORS), which is never given.
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) return { ok: false, code: 'not-json' }
  // The TCP peer and nothing else: no X-Forwarded-For, no address in the body.
  const peer = endpoint(request.socket.remoteAddress ?? '', request.socket.remotePort ?? 0)
  const caller = judgeCaller(settings.callerOf(peer), settings)
  if (!caller.ok) return { ok: false, code: caller.code }
  const charged = await allowance.charge(caller.address)
  if (!charged.ok) return { ok: false, code: 'busy', retryS: charged.retryS }
  const body = await readBody(request, bounds.requestBytes)
  if (body === undefined) return { ok: false, code: 'too-large' }
  return {
    ok: true,
    value: { address: caller.address, port: peer.port, body, left: charged.left, resetS: charged.resetS },
  }
}

/** Browsers say where a request comes from; programs do not. */
function sameOrigin({ headers }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
  return headers.origin === undefined || headers.origin === `https://${headers.host}`
}

function notFound(path: string): RefusalCode {
  return /^\/v\d{1,4}(\/|$)/.test(path) && !/^\/v1(\/|$)/.test(path) ? 'unknown-version' : 'not-found'
}
