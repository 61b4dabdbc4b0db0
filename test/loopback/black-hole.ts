import { connect, type Socket } from 'node:net'
import { type Peer, peer } from './probe-server/world.ts'

export interface BlackHole {
  /** Swallow large segments on the way to the server, on the way back, or none. */
  readonly swallows: 'up' | 'down' | 'both' | 'none'
  /** Once something was swallowed, not even short ones get through any more: the line has gone down. */
  readonly dies?: boolean
}

/** What counts as large: more than a command, a reply or a greeting of the probe has. */
const largeBytes = 600

/**
 * A line to a loopback port that swallows large segments as a black hole of path MTU discovery does: what follows them in
 * the same connection never arrives either, since TCP waits for what is missing. Other connections know nothing of it.
 */
export async function blackHole(port: number, { swallows, dies = false }: BlackHole): Promise<Peer> {
  let dead = false
  const pass = (from: Socket, to: Socket, swallow: boolean) => {
    let waiting = false
    from.on('data', (chunk) => {
      if (swallow && chunk.length > largeBytes) {
        waiting = true
        dead = dies
      }
      if (!waiting && !dead) to.write(chunk)
    })
    from.on('error', () => to.destroy())
    from.on('close', () => to.destroy())
  }
  return peer((near) => {
    const far = connect({ port, host: '127.0.0.1', noDelay: true })
    pass(near, far, swallows === 'up' || swallows === 'both')
    pass(far, near, swallows === 'down' || swallows === 'both')
  })
}
