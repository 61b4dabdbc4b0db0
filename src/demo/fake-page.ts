import { createServer } from 'node:http'
import type { Family } from '../core/line.ts'
import { loopback } from './addresses.ts'
import type { Fake } from './fake.ts'
import { serveWeb } from './serve-web.ts'

/** A web server on loopback that has one page, whatever it is asked for. */
export async function fakePage(family: Family, text: string): Promise<Fake> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html', connection: 'close' }).end(text)
  })
  return serveWeb(server, loopback[family])
}
