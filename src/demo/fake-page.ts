import { createServer } from 'node:http'
import type { Family } from '../core/line.ts'
import { loopback } from './addresses.ts'
import type { Fake } from './fake.ts'

/** A web server on loopback that has one page, whatever it is asked for. */
export async function fakePage(family: Family, text: string): Promise<Fake> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html', connection: 'close' }).end(text)
  })
  const address = loopback[family]
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen({ host: address, port: 0, exclusive: true }, resolve)
  })
  const bound = server.address()
  return {
    at: { address, port: typeof bound === 'object' ? (bound?.port ?? 0) : 0 },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
