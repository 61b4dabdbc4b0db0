import { createSocket, type Socket } from 'node:dgram'
import { isIP } from 'node:net'
import type { Failed, Outcome } from '../core/failure.ts'
import { failed, success } from '../core/failure.ts'
import type { Datagram, DatagramOptions, Datagrams, Endpoint } from '../core/line.ts'
import { classify } from './classify.ts'
import { interrupted, waitFor } from './deadline.ts'
import { endpoint, familyOf, written } from './endpoint.ts'

/** Datagrams that wait for a reader; a flood beyond is dropped, as the kernel would. */
const MOST_WAITING = 64
/** Sending a datagram waits for nothing but the kernel. */
const SEND_MS = 2000

/** A UDP socket. It is closed when the signal aborts; `patience` stretches the waits of `receive`. */
export async function datagrams(
  options: DatagramOptions,
  signal: AbortSignal,
  patience = 1,
): Promise<Outcome<Datagrams>> {
  if (signal.aborted) return interrupted(signal)
  const socket = createSocket({ type: options.family === 'v4' ? 'udp4' : 'udp6', ipv6Only: options.family === 'v6' })
  socket.on('error', () => {})
  const { peer } = options
  const bound = await bind(socket, options, signal)
  const ready = bound.ok && peer !== undefined ? await connect(socket, peer, signal) : bound
  if (!ready.ok) {
    socket.close()
    return ready
  }
  const waiting: Datagram[] = []
  let reader: (() => void) | undefined
  let closed = false
  let failure: Failed | undefined
  // What comes back by ICMP is told to connected sockets alone, and once (udp(7)).
  if (peer !== undefined) {
    socket.on('error', (error) => {
      failure = classify(error, 'use')
      reader?.()
    })
  }
  socket.on('message', (data, from) => {
    if (waiting.length >= MOST_WAITING) return
    waiting.push({ from: endpoint(from.address, from.port), data: new Uint8Array(data) })
    reader?.()
  })
  const close = () => {
    if (closed) return
    closed = true
    signal.removeEventListener('abort', close)
    reader?.()
    socket.close()
  }
  signal.addEventListener('abort', close, { once: true })
  const local = socket.address()

  return success({
    local: endpoint(local.address, local.port),
    send(to, data) {
      if (isIP(to.address) === 0) throw new TypeError('a datagram wants an address literal')
      if (signal.aborted) return Promise.resolve(interrupted(signal))
      if (closed) return Promise.resolve(failed('closed', 'closed by us'))
      if (familyOf(to.address) !== options.family) return Promise.resolve(failed('network-unreachable'))
      if (peer !== undefined && written(to) !== written(peer))
        return Promise.resolve(failed('network-unreachable', 'not the peer of this socket'))
      return waitFor<void>(SEND_MS, signal, (settle) => {
        const sent = (error: Error | null) => settle(error ? classify(error) : success(undefined))
        if (peer === undefined) socket.send(data, to.port, to.address, sent)
        else socket.send(data, sent)
        return undefined
      })
    },
    receive(ms) {
      if (reader !== undefined) throw new Error('these datagrams are being waited for already')
      return waitFor<Datagram>(ms * patience, signal, (settle) => {
        reader = () => {
          const next = waiting.shift()
          if (next !== undefined) settle(success(next))
          else if (failure !== undefined) {
            settle(failure)
            failure = undefined
          } else if (closed) settle(signal.aborted ? interrupted(signal) : failed('closed', 'closed by us'))
        }
        reader()
        return () => {
          reader = undefined
        }
      })
    },
    close,
  })
}

function bind(socket: Socket, options: DatagramOptions, signal: AbortSignal): Promise<Outcome<void>> {
  return waitFor<void>(SEND_MS, signal, (settle) => {
    const onError = (error: Error) => settle(classify(error, 'bind'))
    const onListening = () => {
      // Multicast (SSDP) must leave where we were told to speak from, not where the first default route points.
      if (options.address !== undefined) chooseMulticast(socket, options.address)
      settle(success(undefined))
    }
    socket.once('error', onError).once('listening', onListening)
    socket.bind({
      port: options.port ?? 0,
      exclusive: true,
      ...(options.address !== undefined && { address: options.address }),
    })
    return () => socket.off('error', onError).off('listening', onListening)
  })
}

function connect(socket: Socket, peer: Endpoint, signal: AbortSignal): Promise<Outcome<void>> {
  return waitFor<void>(SEND_MS, signal, (settle) => {
    // The types leave out that the callback is told of a failure.
    const connected = (error?: Error) => settle(error === undefined ? success(undefined) : classify(error))
    socket.connect(peer.port, peer.address, connected)
    return undefined
  })
}

function chooseMulticast(socket: Socket, address: string) {
  const zone = address.split('%')[1]
  const from = familyOf(address) === 'v4' ? address : zone === undefined ? undefined : `::%${zone}`
  if (from === undefined || address === '0.0.0.0') return
  try {
    socket.setMulticastInterface(from)
  } catch {
    // An interface without multicast (a point-to-point link): nothing to choose, and unicast works all the same.
  }
}
