import type { Socket } from 'node:dgram'
import type { Fake } from './fake.ts'

/** Binds a socket to a free port of a loopback address. */
export function openDatagrams(socket: Socket, address: string): Promise<Fake> {
  return new Promise((resolve, reject) => {
    socket.once('error', reject)
    socket.bind({ address, port: 0, exclusive: true }, () => {
      socket.off('error', reject)
      // What can still fail is a reply to a caller who has gone.
      socket.on('error', () => {})
      resolve({
        at: { address, port: socket.address().port },
        close: () => new Promise((closed) => socket.close(() => closed())),
      })
    })
  })
}
