import { createServer, type Server, type Socket } from 'node:net'
import type { SecureContext } from 'node:tls'
import type { Outcome } from '../core/failure.ts'
import { success } from '../core/failure.ts'
import type { Endpoint, ListenAt, Listener } from '../core/line.ts'
import { classify } from './classify.ts'
import { converse, type ServerConversation } from './conversation.ts'
import { interrupted, waitFor } from './deadline.ts'
import { endpoint } from './endpoint.ts'

/** A server that listens already: handed over by the service manager, or bound before root was dropped. */
export interface HeldServer {
  readonly server: Server
  /** Gives it back; it goes on holding the port, and drops whoever calls. */
  release(): void
}

export interface ListenOptions {
  readonly signal: AbortSignal
  /** More callers at once are dropped: a bound on memory and file handles. */
  readonly maxConversations: number
  /** TLS from the first byte (ports 465, 993). Asked for each caller, so that a certificate can be exchanged. */
  readonly tls?: () => SecureContext
  readonly patience?: number
  readonly held?: HeldServer | undefined
  /** What to do with an error thrown by `serve`: a bug of ours. A warning of the process unless told. */
  readonly onBug?: (bug: unknown) => void
}

/**
 * Waits for callers on a port of this machine. Each conversation is ended when `serve` settles. `close()` and the signal
 * leave nothing open: neither the port nor a conversation.
 */
export async function listen(
  at: ListenAt,
  serve: (conversation: ServerConversation) => Promise<void>,
  options: ListenOptions,
): Promise<Outcome<Listener>> {
  const { signal, held } = options
  if (signal.aborted) return interrupted(signal)
  const open = new Set<Socket>()
  const onConnection = (socket: Socket) => {
    if (open.size >= options.maxConversations) {
      socket.on('error', () => {})
      socket.destroy()
      return
    }
    open.add(socket)
    socket.once('close', () => open.delete(socket))
    void attend(socket, serve, options)
  }
  const server = held?.server ?? createServer({ allowHalfOpen: true, noDelay: true })
  server.on('connection', onConnection)
  if (held === undefined) {
    const bound = await bind(server, at, signal)
    if (!bound.ok) {
      server.close()
      return bound
    }
  }
  let closing: Promise<void> | undefined
  const close = () => {
    closing ??= shut()
    return closing
  }
  const onAbort = () => void close()
  async function shut() {
    signal.removeEventListener('abort', onAbort)
    server.off('connection', onConnection)
    const gone = [...open].map((socket) => new Promise((resolve) => socket.once('close', resolve)))
    const freed = held === undefined ? new Promise((resolve) => server.close(resolve)) : held.release()
    for (const socket of open) socket.destroy()
    await Promise.all([freed, ...gone])
  }
  signal.addEventListener('abort', onAbort, { once: true })
  // A listener may fail later, for want of file handles: then callers wait in the kernel, and we go on.
  server.on('error', () => {})
  return success({ local: localOf(server, at), close })
}

function bind(server: Server, at: ListenAt, signal: AbortSignal): Promise<Outcome<void>> {
  return waitFor<void>(Number.POSITIVE_INFINITY, signal, (settle) => {
    const onError = (error: Error) => settle(classify(error, 'bind'))
    const onListening = () => settle(success(undefined))
    server.once('error', onError).once('listening', onListening)
    server.listen({
      host: at.address ?? (at.family === 'v4' ? '0.0.0.0' : '::'),
      port: at.port,
      // Each family is listened to, and judged, apart.
      ipv6Only: at.family === 'v6',
      exclusive: true,
    })
    return () => server.off('error', onError).off('listening', onListening)
  })
}

async function attend(
  socket: Socket,
  serve: (conversation: ServerConversation) => Promise<void>,
  options: ListenOptions,
) {
  const { signal, patience, tls, onBug = warn } = options
  const conversation = converse(socket, { signal, ...(patience && { patience }) })
  try {
    if (tls !== undefined) {
      const secured = await conversation.acceptTls(tls())
      if (!secured.ok) return
    }
    await serve(conversation)
  } catch (bug) {
    onBug(bug)
  } finally {
    conversation.end()
  }
}

function warn(bug: unknown) {
  process.emitWarning(bug instanceof Error ? bug : String(bug))
}

function localOf(server: Server, at: ListenAt): Endpoint {
  const address = server.address()
  return typeof address === 'object' && address !== null
    ? endpoint(address.address, address.port)
    : { address: at.address ?? '', port: at.port }
}
