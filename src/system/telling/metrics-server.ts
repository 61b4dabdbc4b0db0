import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { isIP } from 'node:net'
import { type Outcome, success } from '../../core/failure.ts'
import type { Endpoint } from '../../core/line.ts'
import { classify } from '../classify.ts'
import { endpoint } from '../endpoint.ts'

export interface MetricsServer {
  readonly local: Endpoint
  close(): Promise<void>
}

export interface MetricsPage {
  readonly contentType: string
  text(): Promise<string>
}

/** A scraper asks with some 300 bytes of header fields, once or twice a minute, over one connection. */
const mostHeaderBytes = 8 * 1024
const mostConnections = 16
const headersMs = 5_000
const idleMs = 90_000

/**
 * `GET /metrics` and nothing else. On loopback only callers who ask for an address or for `localhost` are answered: a web page
 * whose name was made to lead to this machine (DNS rebinding) asks for that name.
 */
export async function metricsServer(at: Endpoint, page: MetricsPage): Promise<Outcome<MetricsServer>> {
  const onLoopback = isLoopback(at.address)
  const server = createServer(
    {
      maxHeaderSize: mostHeaderBytes,
      headersTimeout: headersMs,
      requestTimeout: headersMs,
      keepAliveTimeout: idleMs,
      // How often a slow caller is looked for: 30 s unless told, which makes the two above mean less than they say.
      connectionsCheckingInterval: headersMs,
    },
    (request, response) => void answer(request, response),
  )
  server.maxConnections = mostConnections
  server.on('clientError', (_error, socket) => socket.destroy())

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method, url = '/', headers } = request
    if (onLoopback && !isOwnName(headers.host)) return say(response, 403, 'Ask by an address, or by localhost.\n')
    if (method !== 'GET' && method !== 'HEAD') return say(response, 405, 'Only GET.\n', { Allow: 'GET, HEAD' })
    const [path] = url.split('?')
    if (path === '/') return say(response, 200, 'mailworthy watch: see /metrics\n')
    if (path !== '/metrics') return say(response, 404, 'See /metrics.\n')
    say(response, 200, await page.text(), { 'Content-Type': page.contentType })
  }

  return new Promise((resolve) => {
    server.once('error', (error) => resolve(classify(error, 'bind')))
    server.listen({ host: at.address, port: at.port }, () => {
      const bound = server.address()
      const port = typeof bound === 'object' && bound !== null ? bound.port : at.port
      resolve(
        success({
          local: endpoint(at.address, port),
          close: () =>
            new Promise((closed) => {
              server.close(() => closed())
              server.closeAllConnections()
            }),
        }),
      )
    })
  })
}

/** An address that only this machine reaches. */
export function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.')
}

function isOwnName(host: string | undefined): boolean {
  const name = (host ?? '').replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1')
  return name.toLowerCase() === 'localhost' || isIP(name) !== 0
}

function say(response: ServerResponse, status: number, text: string, headers: Record<string, string> = {}): void {
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
    'X-Content-Type-Options': 'nosniff',
    ...headers,
  })
  response.end(response.req.method === 'HEAD' ? undefined : text)
}
