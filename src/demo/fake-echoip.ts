import { createServer } from 'node:https'
import { freshIdentity } from '../../probe-server/main.ts'
import { loopback } from './addresses.ts'
import type { Fake } from './fake.ts'
import { serveWeb } from './serve-web.ts'

export interface FakeEchoip extends Fake {
  /** The key that answers. */
  readonly pins: readonly string[]
}

/**
 * A server of echoip (github.com/mpolden/echoip, as of commit 746db5e) on loopback, over TLS, that does no more than look at
 * ports: it sees everybody as `ip`, and whether a connection to a port of his stands is what `reaches` says.
 */
export async function fakeEchoip(ip: string, reaches: (port: number) => Promise<boolean>): Promise<FakeEchoip> {
  const identity = freshIdentity([loopback.v4])
  const key = identity.key.export({ type: 'pkcs8', format: 'pem' })
  const server = createServer({ key, cert: identity.certificate }, (request, response) => {
    const port = Number(/^\/port\/(\d{1,5})$/.exec(request.url ?? '')?.[1])
    if (!Number.isInteger(port) || port < 1 || port > 65_535) {
      return void response.writeHead(404, { 'content-type': 'text/plain' }).end('404 page not found')
    }
    void reaches(port).then((reachable) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ ip, port, reachable }, undefined, 2))
    })
  })
  return { ...(await serveWeb(server, loopback.v4)), pins: identity.pins }
}
