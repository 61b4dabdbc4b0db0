import { onTestFinished } from 'vitest'
import type { DialledPort } from '../../../src/wire/control-port.ts'
import type { DialBackEvent } from '../../../src/wire/dial-back.ts'
import { isProberHello, listenerFarewell, listenerGreeting } from '../../../src/wire/listener-dialogue.ts'
import { home, type Peer, peer, type World, world } from './world.ts'

/** A world that is closed when the test ends. */
export async function start(options?: Parameters<typeof world>[0]): Promise<World> {
  const one = await world(options)
  onTestFinished(() => one.close())
  return one
}

/** Has the caller's address answer on a port. */
export async function serving(here: World, port: DialledPort, serve: Parameters<typeof peer>[0]): Promise<Peer> {
  const one = await peer(serve)
  onTestFinished(() => one.close())
  here.internet.set(`${home}:${port}`, one.port)
  return one
}

/** The agent's temporary listener, as the protocol describes it. */
export function listener(nonce: Uint8Array, port: DialledPort, seen: { proved: boolean }): Parameters<typeof peer>[0] {
  return (socket) => {
    socket.write(`${listenerGreeting(nonce, port)}\r\n`)
    let text = ''
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1')
      if (!text.endsWith('\r\n')) return
      seen.proved = isProberHello(text.trimEnd(), nonce, port)
      socket.end(`${listenerFarewell}\r\n`)
    })
  }
}

export function resultOf(events: readonly DialBackEvent[], port: DialledPort) {
  return events.find((event) => event.event === 'result' && event.port === port)
}
