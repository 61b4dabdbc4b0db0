import { constants } from 'node:crypto'
import { createServer, type Server } from 'node:https'
import type { Socket } from 'node:net'
import { canonical } from '../src/protocols/addresses.ts'
import { type Outcome, success } from '../src/core/failure.ts'
import type { Endpoint } from '../src/core/line.ts'
import { classify } from '../src/system/classify.ts'
import { endpoint } from '../src/system/endpoint.ts'
import { refuse } from './answer.ts'
import { answerRequest } from './api.ts'
import { keyExchange } from './key-exchange.ts'
import { networksOf } from './networks.ts'
import type { Probe } from './probe.ts'

/** An honest request has under 1 KiB of headers. */
const headerBytes = 4096
const mostHeaders = 40
/** TLS, headers and body of a request: an agent sends them in one go. */
const handshakeMs = 5000
const headersMs = 5000
const requestMs = 8000
const keepAliveMs = 5000
/** A session and its dial-back, and a second try. */
const requestsPerConnection = 8
/** Nobody has any business staying longer: the longest answer takes 8.5 s. */
const connectionMs = 60_000

export interface ApiServer {
  readonly local: Endpoint
  close(): Promise<void>
}

/** The HTTPS side of the probe, on one address. */
export async function listenApi(probe: Probe, address: string): Promise<Outcome<ApiServer>> {
  const { https, identity, apiPort } = probe.settings
  const own = { key: identity.key.export({ type: 'pkcs8', format: 'pem' }), cert: identity.certificate }
  const server = createServer({
    ...(https ?? own),
    minVersion: 'TLSv1.2',
    ecdhCurve: keyExchange,
    // Nobody comes back soon enough to resume; and full tickets would make the first segment of the answer a large one.
    secureOptions: constants.SSL_OP_NO_RENEGOTIATION | constants.SSL_OP_NO_TICKET,
    handshakeTimeout: handshakeMs,
    headersTimeout: headersMs,
    requestTimeout: requestMs,
    keepAliveTimeout: keepAliveMs,
    connectionsCheckingInterval: 1000,
    maxHeaderSize: headerBytes,
  })
  server.maxHeadersCount = mostHeaders
  server.maxRequestsPerSocket = requestsPerConnection
  const open = new Set<Socket>()
  server.on('connection', (socket: Socket) => admit(probe, socket, open))
  server.on('tlsClientError', (_error, socket) => socket.destroy())
  server.on('clientError', (_error, socket) => socket.destroy())
  server.on('request', (request, response) => {
    response.on('error', () => {})
    answerRequest(probe, request, response).catch((bug: unknown) => {
      refuse(response, 'internal')
      process.emitWarning(bug instanceof Error ? bug : String(bug))
    })
  })
  const bound = await bind(server, address, apiPort)
  if (!bound.ok) return bound
  server.on('error', () => {})
  return success({ local: bound.value, close: () => close(server, open) })
}

function admit({ settings, connections }: Probe, socket: Socket, open: Set<Socket>): void {
  socket.on('error', () => {})
  const peer = endpoint(socket.remoteAddress ?? '', socket.remotePort ?? 0)
  const caller = canonical(settings.callerOf(peer)) ?? ''
  const leave = connections.enter(networksOf(caller).narrow)
  if (leave === undefined) return void socket.destroy()
  open.add(socket)
  const over = setTimeout(() => socket.destroy(), connectionMs)
  socket.once('close', () => {
    clearTimeout(over)
    open.delete(socket)
    leave()
  })
}

function bind(server: Server, address: string, port: number): Promise<Outcome<Endpoint>> {
  return new Promise((resolve) => {
    const onError = (error: Error) => {
      server.close()
      resolve(classify(error, 'bind'))
    }
    server.once('error', onError)
    server.listen({ host: address, port, ipv6Only: address.includes(':'), exclusive: true }, () => {
      server.off('error', onError)
      const at = server.address()
      resolve(success(typeof at === 'object' && at !== null ? endpoint(at.address, at.port) : { address, port }))
    })
  })
}

async function close(server: Server, open: ReadonlySet<Socket>): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve))
  for (const socket of open) socket.destroy()
  await closed
}
