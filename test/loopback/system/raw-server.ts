import { createServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import type { Endpoint } from '../../../src/core/line.ts'

export interface RawServer {
  readonly at: Endpoint
  /** Everything callers have sent so far. */
  received(): string
  /** Callers so far. */
  callers(): number
  /** Resolves once no caller is connected any more. */
  deserted(): Promise<void>
}

/** A TCP server on loopback that does to each caller what it is told, byte by byte. Closed when the test ends. */
export async function rawServer(attend: (socket: Socket) => void): Promise<RawServer> {
  const received: Buffer[] = []
  const open = new Set<Socket>()
  let callers = 0
  let onDeserted = () => {}
  const server = createServer((socket) => {
    callers += 1
    open.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => {
      open.delete(socket)
      if (open.size === 0) onDeserted()
    })
    socket.on('data', (chunk) => received.push(chunk))
    attend(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    for (const socket of open) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    at: { address: address.address, port: address.port },
    received: () => Buffer.concat(received).toString('latin1'),
    callers: () => callers,
    deserted: () => (open.size === 0 ? Promise.resolve() : new Promise((resolve) => (onDeserted = resolve))),
  }
}
