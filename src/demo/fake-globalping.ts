import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import { freshIdentity } from '../../probe-server/main.ts'
import type { Family } from '../core/line.ts'
import { loopback } from './addresses.ts'
import type { Fake } from './fake.ts'
import { answerFault, type GlobalpingFault } from './globalping/faults.ts'
import { chosen, type Volunteer, volunteers } from './globalping/volunteers.ts'
import { type GlobalpingRequest, wrongIn } from './globalping/request.ts'
import { serveWeb } from './serve-web.ts'

/*
 * Written after the description and the code of the public API (github.com/jsdelivr/globalping, commit 52c0c19 of
 * 2026-08-07), not after our client: of TCP pings it does what that does, and says what that says.
 */

export type PingEnd = 'answered' | 'no-answer' | 'failed' | 'offline'
export type GlobalpingRoute = 'create' | 'read' | 'limits'

export interface FakeGlobalpingOptions {
  readonly family?: Family
  /** What becomes of a volunteer's connections. `offline` is only for those who are to do it once more. */
  ends(target: string, port: number, volunteer: Volunteer): PingEnd | Promise<PingEnd>
  /** What goes wrong with the n-th request (from 0) for a route; nothing unless told. */
  fault?(route: GlobalpingRoute, nth: number): GlobalpingFault | undefined
  /** How many readings find a measurement unfinished: 1 unless told, `Infinity` for ever. */
  readonly unfinished?: number
  /** The tokens that are known; they have a ration of their own. */
  readonly tokens?: readonly string[]
  /** Tests an hour; 250 unless told. */
  readonly ration?: number
}

export interface GlobalpingHeard {
  readonly route: GlobalpingRoute
  readonly atMs: number
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

export interface FakeGlobalping extends Fake {
  /** The key that answers. */
  readonly pins: readonly string[]
  readonly heard: readonly GlobalpingHeard[]
}

interface Measurement {
  readonly request: GlobalpingRequest
  readonly team: readonly Volunteer[]
  readonly ends: readonly PingEnd[]
  /** When it was read. */
  readonly readAtMs: number[]
}

interface Reply {
  readonly status: number
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** An hour; a reader's five requests in two seconds, and how long one too many keeps him out. */
const [hourS, readingsAtOnce, withinMs, keptOutS] = [3600, 5, 2000, 5]
const longestRequest = 65_536

/** The Globalping API on loopback, over TLS: creates and reads TCP pings, and tells what is left of the ration. */
export async function fakeGlobalping(options: FakeGlobalpingOptions): Promise<FakeGlobalping> {
  const { family = 'v4', tokens = [], ration = 250, unfinished = 1 } = options
  const measurements = new Map<string, Measurement>()
  const heard: GlobalpingHeard[] = []
  const used = new Map<string, number>()
  const left = (caller: string) => ration - (used.get(caller) ?? 0)

  async function attend(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await textOf(request)
    const id = /^\/v1\/measurements\/([a-zA-Z0-9]+)$/.exec(request.url ?? '')?.[1]
    const route = id === undefined ? routes[`${request.method} ${request.url}`] : 'read'
    if (route === undefined) return send(response, problem(404, 'not_found', 'Not Found.'))
    const nth = heard.filter((one) => one.route === route).length
    heard.push({ route, atMs: performance.now(), headers: request.headers, body })
    const fault = options.fault?.(route, nth)
    if (fault !== undefined) return answerFault(response, fault, id)
    const token = request.headers.authorization?.replace(/^Bearer /, '')
    if (token !== undefined && route !== 'read' && !tokens.includes(token)) {
      return send(response, problem(401, 'unauthorized', 'Unauthorized.'))
    }
    if (id !== undefined) return send(response, read(id))
    send(response, route === 'create' ? await create(body, token ?? '') : limits(token))
  }

  async function create(text: string, caller: string): Promise<Reply> {
    const request = parsed(text)
    const params = wrongIn(request)
    if (params !== undefined) return problem(400, 'validation_error', 'Parameter validation failed.', { params })
    const wanted = request as GlobalpingRequest
    const before = typeof wanted.locations === 'string' ? measurements.get(wanted.locations)?.team : undefined
    const team =
      before ?? (typeof wanted.locations === 'string' ? [] : chosen(volunteers, wanted.locations, wanted.limit))
    if (team.length === 0) return problem(422, 'no_probes_found', 'No matching IPv4 probes available.')
    const rationed = (remaining: number) => ({
      'x-ratelimit-limit': String(ration),
      'x-ratelimit-remaining': String(remaining),
      'x-ratelimit-reset': String(hourS),
    })
    if (left(caller) < team.length) {
      const words = 'This measurement exceeds the remaining hourly rate limit for your IP address.'
      return { ...problem(429, 'rate_limit_exceeded', words), headers: rationed(left(caller)) }
    }
    const ends = await Promise.all(
      team.map(async (one) => {
        const end = await options.ends(wanted.target, wanted.measurementOptions.port, one)
        return end === 'offline' && before === undefined ? 'failed' : end
      }),
    )
    used.set(caller, (used.get(caller) ?? 0) + ends.filter((end) => end !== 'offline').length)
    const id = newId()
    measurements.set(id, { request: wanted, team, ends, readAtMs: [] })
    return { status: 202, body: { id, probesCount: team.length }, headers: rationed(left(caller)) }
  }

  function read(id: string): Reply {
    const measurement = measurements.get(id)
    if (measurement === undefined) return problem(404, 'not_found', "Couldn't find the requested measurement.")
    const { readAtMs } = measurement
    const now = performance.now()
    if (readAtMs.filter((at) => at > now - withinMs).length >= readingsAtOnce) {
      const words = `Too many requests. Please retry in ${keptOutS} seconds.`
      return { ...problem(429, 'too_many_requests', words), headers: { 'retry-after': String(keptOutS) } }
    }
    readAtMs.push(now)
    return { status: 200, body: written(id, measurement, readAtMs.length > unfinished) }
  }

  function limits(token: string | undefined): Reply {
    const remaining = left(token ?? '')
    const create = { type: token === undefined ? 'ip' : 'user', limit: ration, remaining, reset: hourS }
    const credits = token === undefined ? {} : { credits: { remaining: 1000 } }
    return { status: 200, body: { rateLimit: { measurements: { create } }, ...credits } }
  }

  const identity = freshIdentity([loopback[family]])
  const key = identity.key.export({ type: 'pkcs8', format: 'pem' })
  const server = createServer({ key, cert: identity.certificate }, (request, response) => {
    // Whoever hangs up gets no answer.
    attend(request, response).catch(() => response.destroy())
  })
  return { ...(await serveWeb(server, loopback[family])), pins: identity.pins, heard }
}

const routes: Readonly<Record<string, GlobalpingRoute>> = {
  'POST /v1/measurements': 'create',
  'GET /v1/limits': 'limits',
}

function written(id: string, { request, team, ends }: Measurement, finished: boolean): unknown {
  const { target, measurementOptions } = request
  return {
    id,
    type: 'ping',
    status: finished ? 'finished' : 'in-progress',
    createdAt: '2026-01-02T03:04:05.000Z',
    updatedAt: '2026-01-02T03:04:06.000Z',
    target,
    probesCount: team.length,
    measurementOptions,
    results: team.map((volunteer, index) => ({
      probe: { ...volunteer, region: 'Somewhere', state: null, latitude: 1.5, longitude: 2.5, resolvers: ['private'] },
      result: resultOf(finished || ends[index] === 'offline' ? ends[index] : undefined, request),
    })),
  }
}

function resultOf(
  end: PingEnd | undefined,
  { target, measurementOptions: { port, packets } }: GlobalpingRequest,
): unknown {
  if (end === undefined) return { status: 'in-progress', rawOutput: '' }
  if (end === 'offline')
    return { status: 'offline', rawOutput: 'This probe is currently offline. Please try again later.' }
  if (end === 'failed') return { status: 'failed', failureSource: 'internal', rawOutput: 'The measurement timed out.' }
  const received = end === 'answered' ? packets : 0
  const lines = Array.from(
    { length: packets },
    (_, index) =>
      // Even of those that did not stand: whoever looks for "tcp_conn=" finds it.
      `${received > 0 ? 'Reply' : 'No reply'} from ${target} (${target}) on port ${port}: tcp_conn=${index + 1}`,
  )
  const [min, avg, max] = received > 0 ? [20.5, 21.5, 22.5] : [null, null, null]
  const loss = received > 0 ? 0 : 100
  return {
    status: 'finished',
    rawOutput: [`PING ${target} (${target}) on port ${port}.`, ...lines].join('\n'),
    resolvedAddress: target,
    resolvedHostname: target,
    timings: received > 0 ? lines.map(() => ({ rtt: 21.5 })) : [],
    stats: { min, avg, max, total: packets, rcv: received, drop: packets - received, loss },
  }
}

function problem(status: number, type: string, message: string, more: object = {}): Reply {
  return {
    status,
    body: { error: { type, message, ...more }, links: { documentation: 'https://globalping.test/docs' } },
  }
}

function send(response: ServerResponse, { status, body, headers }: Reply): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
  response.end(JSON.stringify(body, undefined, 2))
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) {
    text += String(chunk)
    if (text.length > longestRequest) throw new RangeError('too long')
  }
  return text
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** As theirs: a version, 16 letters and digits, where it is kept, and the minute. */
function newId(): string {
  return `2${randomBytes(8).toString('hex')}0010vYdx`.slice(0, 24)
}
