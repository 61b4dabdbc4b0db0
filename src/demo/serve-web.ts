import type { Server } from 'node:http'
import type { Fake } from './fake.ts'

/** Opens a web server on a port of loopback that is free, and gives where it is, and how it is closed with all who are on it. */
export async function serveWeb(server: Server, address: string): Promise<Fake> {
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
