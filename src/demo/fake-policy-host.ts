import { createServer } from 'node:https'
import type { Identity } from '../../probe-server/main.ts'
import { loopback } from './addresses.ts'
import type { Fake } from './fake.ts'
import { serveWeb } from './serve-web.ts'

/** Where RFC 8461 §3.2 has it. */
const path = '/.well-known/mta-sts.txt'

/** The web server on loopback that has the home domain's MTA-STS policy, and nothing else. */
export async function fakePolicyHost(text: string, { key, certificate }: Identity): Promise<Fake> {
  const pem = key.export({ type: 'pkcs8', format: 'pem' })
  const server = createServer({ key: pem, cert: certificate }, ({ url }, response) => {
    response.writeHead(url === path ? 200 : 404, { 'content-type': 'text/plain', connection: 'close' })
    response.end(url === path ? text : 'Not here.\n')
  })
  return serveWeb(server, loopback.v4)
}
