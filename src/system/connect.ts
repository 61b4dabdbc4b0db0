import { isIP, Socket } from 'node:net'
import type { Outcome } from '../core/failure.ts'
import { success } from '../core/failure.ts'
import type { DialOptions, Endpoint, TlsSession } from '../core/line.ts'
import { classify } from './classify.ts'
import { deadline, waitFor } from './deadline.ts'
import { endpoint } from './endpoint.ts'
import { secure } from './secure.ts'

/** Three SYNs of Linux (at 0, 1 and 3 s) and a round trip around the world. */
export const CONNECT_MS = 4000

export interface ConnectOptions extends DialOptions {
  /**
   * Called once, while the connection is still being made, with the endpoint it is made from. A peer that must be told
   * the source port in advance (the dial-back) learns it here.
   */
  readonly onConnecting?: (local: Endpoint) => void
  /** PEM certificates that stand in for the public authorities. */
  readonly authorities?: readonly string[]
}

export interface Connected {
  readonly socket: Socket
  readonly session: TlsSession | undefined
}

/** Opens a TCP connection, within TLS if asked. The socket has an 'error' listener and has not been read from. */
export async function connect(to: Endpoint, options: ConnectOptions, signal: AbortSignal): Promise<Outcome<Connected>> {
  if (isIP(to.address) === 0) throw new TypeError('dial wants an address literal')
  const { connectMs = CONNECT_MS, tls, authorities } = options
  // A signal of its own costs a third of the whole connection: it is for what has several steps.
  if (tls === undefined) return reach(to, options, connectMs, signal)
  const limit = deadline(connectMs, signal)
  try {
    const reached = await reach(to, options, Number.POSITIVE_INFINITY, limit.signal)
    if (!reached.ok) return reached
    // The deadline of the whole connection bounds the handshake too.
    const wanted = { ...tls, address: to.address, ms: connectMs, ...(authorities && { authorities }) }
    return await secure(reached.value.socket, wanted, limit.signal)
  } finally {
    limit.clear()
  }
}

async function reach(
  to: Endpoint,
  options: ConnectOptions,
  ms: number,
  signal: AbortSignal,
): Promise<Outcome<Connected>> {
  const socket = new Socket()
  // Kept for the socket's whole life: an 'error' event without a listener would end the program.
  socket.on('error', () => {})
  const outcome = await waitFor<Connected>(ms, signal, (settle) => {
    const onError = (error: Error) => settle(classify(error))
    const onConnect = () => settle(success({ socket, session: undefined }))
    socket.once('error', onError).once('connect', onConnect)
    socket.setNoDelay(true)
    socket.connect({
      host: to.address,
      port: to.port,
      ...(options.from !== undefined && { localAddress: options.from }),
    })
    // For an address literal Node calls connect(2) in the next tick, and the kernel chooses the source port in that
    // call: one tick later it can be read, long before the handshake is over.
    if (options.onConnecting !== undefined) process.nextTick(() => announce(socket, options))
    return () => socket.off('error', onError).off('connect', onConnect)
  })
  if (!outcome.ok) socket.destroy()
  return outcome
}

function announce(socket: Socket, options: ConnectOptions) {
  if (socket.destroyed || socket.localPort === undefined || socket.localPort === 0) return
  options.onConnecting?.(endpoint(socket.localAddress ?? '', socket.localPort))
}
