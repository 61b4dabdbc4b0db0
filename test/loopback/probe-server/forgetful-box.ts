import { connect as connectTo, createServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** A box in between that forgets a connection on which nothing was said for so long, and does not say so. */
export async function forgetfulBox(afterMs: number | (() => number), to: number): Promise<number> {
  const keptMs = typeof afterMs === 'number' ? () => afterMs : afterMs
  const sockets = new Set<Socket>()
  const server = createServer((home) => {
    const far = connectTo(to, '127.0.0.1')
    let last = Date.now()
    const through = (from: Socket, into: Socket) =>
      from.on('data', (data) => {
        if (Date.now() - last < keptMs()) into.write(data)
        last = Date.now() - last < keptMs() ? Date.now() : 0
      })
    through(home, far)
    through(far, home)
    for (const socket of [home, far]) {
      sockets.add(socket)
      socket.on('error', () => socket.destroy())
    }
    home.on('close', () => far.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return (server.address() as { port: number }).port
}
