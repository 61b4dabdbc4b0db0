import { Agent, type ClientRequest } from 'node:http'
import type { Socket } from 'node:net'
import fetch, { type RequestInit, type Response } from 'node-fetch'
import type { Failed, Outcome } from '../core/failure.ts'
import { failed, success } from '../core/failure.ts'
import type { Endpoint, Family, HttpRequest, HttpResponse } from '../core/line.ts'
import { classify } from './classify.ts'
import type { Connected, ConnectOptions } from './connect.ts'
import { deadline, interrupted } from './deadline.ts'
import { readBody } from './response-body.ts'

/** A whole request: connection, TLS and body. */
export const REQUEST_MS = 10_000

export interface RequestTools {
  /** Opens the connection, with the key checked. */
  connect(to: Endpoint, options: ConnectOptions, signal: AbortSignal): Promise<Outcome<Connected>>
  /** The address of a name; a literal is its own. */
  resolve(family: Family, name: string): Promise<Outcome<string>>
}

/**
 * One HTTP request over a connection of its own: no proxy, no redirect, no compression, no cookie, nothing kept.
 *
 * The connection is made, and its key checked, before HTTP begins: an agent that is asked to judge the key would have
 * to do it while node's `https` already sends the request.
 */
export async function request(
  wanted: HttpRequest,
  tools: RequestTools,
  signal: AbortSignal,
): Promise<Outcome<HttpResponse>> {
  const url = URL.canParse(wanted.url) ? new URL(wanted.url) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
    return failed('malformed', 'no http or https URL')
  }
  const limit = deadline(wanted.ms ?? REQUEST_MS, signal)
  try {
    const connected = await reach(url, wanted, tools, limit.signal)
    if (!connected.ok) return connected
    const { socket, session, to } = connected.value
    try {
      const answered = await exchange(url, wanted, socket, limit.signal)
      return answered.ok ? success({ ...answered.value, remote: to, tls: session }) : answered
    } finally {
      socket.destroy()
    }
  } finally {
    limit.clear()
  }
}

interface Reached extends Connected {
  readonly to: Endpoint
}

/** Tries the addresses that may be meant, IPv4 first, until one answers. */
async function reach(
  url: URL,
  wanted: HttpRequest,
  tools: RequestTools,
  signal: AbortSignal,
): Promise<Outcome<Reached>> {
  const secure = url.protocol === 'https:'
  const name = url.hostname.replace(/^\[(.*)\]$/, '$1')
  const port = wanted.port ?? (url.port === '' ? (secure ? 443 : 80) : Number(url.port))
  const options: ConnectOptions = {
    connectMs: wanted.ms ?? REQUEST_MS,
    ...(secure && { tls: { name, trust: wanted.trust ?? 'public' } }),
  }
  let last: Failed | undefined
  const families: readonly Family[] = wanted.family === undefined ? ['v4', 'v6'] : [wanted.family]
  for (const family of wanted.address === undefined ? families : families.slice(0, 1)) {
    const address = wanted.address === undefined ? await tools.resolve(family, name) : success(wanted.address)
    if (signal.aborted) return interrupted(signal)
    if (!address.ok) {
      // Where the other family has told more ('refused'), 'no-data' of this one says nothing.
      last ??= address
      continue
    }
    const to = { address: address.value, port }
    const connected = await tools.connect(to, options, signal)
    if (connected.ok) return success({ ...connected.value, to })
    if (signal.aborted) return interrupted(signal)
    last = connected
  }
  return last ?? failed('no-data')
}

async function exchange(
  url: URL,
  wanted: HttpRequest,
  socket: Socket,
  signal: AbortSignal,
): Promise<Outcome<Omit<HttpResponse, 'remote' | 'tls'>>> {
  const init: RequestInit = {
    method: wanted.method,
    headers: { 'user-agent': 'mailworthy', ...wanted.headers },
    redirect: 'manual',
    // A few bytes of gzip can become gigabytes; and what we ask for is small.
    compress: false,
    agent: agentFor(socket, url.protocol, Object.keys(wanted.headers ?? {})),
    signal,
    ...(wanted.body !== undefined && { body: wanted.body }),
  }
  let response: Response
  try {
    response = await fetch(url, init)
  } catch (error) {
    return signal.aborted ? interrupted(signal) : classify(error, 'use')
  }
  const body = await readBody(response, wanted, signal)
  if (!body.ok) return body
  return success({ status: response.status, headers: Object.fromEntries(response.headers), body: body.value })
}

/** What every agent of one's own builds on, and no paper of Node's has: a request whose header fields have not left yet. */
interface AddingAgent extends Agent {
  addRequest(request: ClientRequest, options: unknown): void
}

/** An agent that has one connection, made already, and forgets it. */
function agentFor(socket: Socket, protocol: string, spellings: readonly string[]): Agent {
  const agent = new Agent({ keepAlive: false }) as AddingAgent
  const add = agent.addRequest.bind(agent)
  return Object.assign(agent, {
    protocol,
    defaultPort: protocol === 'https:' ? 443 : 80,
    createConnection: () => socket,
    addRequest(request: ClientRequest, options: unknown) {
      for (const name of request.getHeaderNames()) {
        request.setHeader(spelled(name, spellings), request.getHeader(name) ?? '')
      }
      add(request, options)
    },
  })
}

/**
 * A field's name as the caller writes it, else as is usual. node-fetch sends them in lower case, which is the same to
 * HTTP (RFC 9110 §5.1), and not to every router: some take `SOAPAction` in the spelling of SOAP only, and show others
 * their login page.
 */
function spelled(name: string, spellings: readonly string[]): string {
  return spellings.find((one) => one.toLowerCase() === name) ?? name.replace(/\b[a-z]/g, (first) => first.toUpperCase())
}
