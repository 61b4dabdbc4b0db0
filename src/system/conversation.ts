import type { Socket } from 'node:net'
import { type SecureContext, TLSSocket } from 'node:tls'
import type { Failed, Outcome } from '../core/failure.ts'
import { failed, success } from '../core/failure.ts'
import type { Conversation, TlsOptions, TlsSession } from '../core/line.ts'
import { classify } from './classify.ts'
import { interrupted, waitFor } from './deadline.ts'
import { endpoint } from './endpoint.ts'
import { Inbox } from './inbox.ts'
import { secure, sessionOf } from './secure.ts'

/** A greeting may be held back on purpose to annoy senders of spam; most that do wait 5 s or less. */
export const READ_MS = 7000
/** RFC 5321 §4.5.3.1.5: a reply line has at most 512 octets. */
export const LINE_BYTES = 512
/** How long a peer may leave our bytes unacknowledged: as patient as for a line of theirs. */
const WRITE_MS = 7000
/** How long TLS may take once it was agreed on. */
const HANDSHAKE_MS = 7000
/** After our FIN we go on reading for a moment, so that unread bytes do not turn it into a RST that eats our last words. */
const LINGER_MS = 500
/** … but not for ever, when the peer floods. */
const LINGER_BYTES = 256 * 1024

export interface ConverseOptions {
  /** Every waiting operation ends with it, and the socket is destroyed. */
  readonly signal: AbortSignal
  /** What TLS agreed on, where the socket is within TLS already. */
  readonly session?: TlsSession | undefined
  /** Stretches every bound in time; 1 unless told. */
  readonly patience?: number
  /** PEM certificates that stand in for the public authorities. */
  readonly authorities?: readonly string[]
}

export interface ServerConversation extends Conversation {
  /**
   * Goes on within TLS as the server. Say "go ahead" before. Fails `plaintext-injected` if the caller has sent anything
   * else than the beginning of TLS by then: pipelined commands must not be answered within TLS (CVE-2011-0411).
   */
  acceptTls(context: SecureContext): Promise<Outcome<void>>
}

/** What OpenSSL says when the bytes are not TLS at all. */
const NOT_TLS = /WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST|HTTPS_PROXY_REQUEST/

/** Makes a conversation of a connected socket, which from now on belongs to the conversation. */
export function converse(socket: Socket, options: ConverseOptions): ServerConversation {
  const { signal } = options
  const patience = options.patience ?? 1
  const local = endpoint(socket.localAddress ?? '', socket.localPort ?? 0)
  const remote = endpoint(socket.remoteAddress ?? '', socket.remotePort ?? 0)
  let current = socket
  let inbox = new Inbox(socket)
  let session = options.session
  let ended = false
  let handshaking = false

  const cut = () => current.destroy()
  const forget = () => signal.removeEventListener('abort', cut)
  if (signal.aborted) cut()
  else signal.addEventListener('abort', cut, { once: true })
  // TLS on top closes the socket below with it: the lowest one is the last to go.
  socket.once('close', forget)

  const unusable = (): Failed | undefined => {
    if (signal.aborted) return interrupted(signal)
    return ended ? failed('closed', 'ended by us') : undefined
  }

  /** Waits until `take` finds what it wants in the inbox, or the inbox is over. */
  function whenHere<T>(ms: number, take: () => Outcome<T> | undefined): Promise<Outcome<T>> {
    const reason = unusable()
    if (reason !== undefined) return Promise.resolve(reason)
    return waitFor<T>(ms * patience, signal, (settle) =>
      inbox.watch(() => {
        const taken = ended ? failed('closed', 'ended by us') : take()
        if (taken !== undefined) settle(taken)
      }),
    )
  }

  /** Whether nothing may follow in the clear. A turn of the event loop lets in what the kernel has already. */
  async function silent(): Promise<boolean> {
    if (inbox.size > 0) return false
    await new Promise(setImmediate)
    return inbox.size === 0
  }

  function goOnWith(next: Socket) {
    current = next
    inbox = new Inbox(next)
    handshaking = false
  }

  return {
    local,
    remote,
    get tls() {
      return session
    },
    readLine(wanted = {}) {
      const most = wanted.maxBytes ?? LINE_BYTES
      return whenHere(wanted.ms ?? READ_MS, () => inbox.takeLine(most))
    },
    read(wanted) {
      return whenHere(wanted.ms ?? READ_MS, () => inbox.take(wanted.maxBytes))
    },
    write(data) {
      const reason = unusable()
      if (reason !== undefined) return Promise.resolve(reason)
      return waitFor<void>(WRITE_MS * patience, signal, (settle) => {
        // A peer that has said its last may still listen: only a socket that is gone takes no more.
        if (current.destroyed) settle(inbox.failure ?? failed('closed'))
        else current.write(data, (error) => settle(error ? classify(error, 'use') : success(undefined)))
        return undefined
      })
    },
    async startTls(wanted) {
      const reason = unusable()
      if (reason !== undefined) return reason
      if (session !== undefined || handshaking) throw new Error('this conversation is within TLS already')
      handshaking = true
      if (!(await silent())) return refuseInjected()
      if (inbox.failure !== undefined) return inbox.failure
      inbox.leave()
      const secured = await secure(current, secureOptions(wanted), signal)
      if (!secured.ok) return injectedOr(secured)
      goOnWith(secured.value.socket)
      session = secured.value.session
      return success(session)
    },
    async acceptTls(context) {
      const reason = unusable()
      if (reason !== undefined) return reason
      if (session !== undefined || handshaking) throw new Error('this conversation is within TLS already')
      handshaking = true
      // The caller's ClientHello may be here already; it is left to TLS. Anything else was meant for us, in the clear.
      if (inbox.size > 0 && !inbox.beginsTls()) return refuseInjected()
      if (inbox.failure !== undefined) return inbox.failure
      inbox.leave()
      const secured = new TLSSocket(current, { isServer: true, secureContext: context })
      secured.on('error', () => {})
      const outcome = await waitFor<void>(HANDSHAKE_MS * patience, signal, (settle) => {
        const onError = (error: Error) => settle(classify(error, 'use'))
        const onClose = () => settle(failed('closed', 'closed while TLS was being agreed'))
        const onSecure = () => settle(success(undefined))
        secured
          .once('_tlsError', onError)
          .once('error', onError)
          .once('end', onClose)
          .once('close', onClose)
          .once('secure', onSecure)
        return () => {
          secured
            .off('_tlsError', onError)
            .off('error', onError)
            .off('end', onClose)
            .off('close', onClose)
            .off('secure', onSecure)
        }
      })
      if (!outcome.ok) {
        secured.destroy()
        return injectedOr(outcome)
      }
      goOnWith(secured)
      const own = secured.getX509Certificate()
      if (own !== undefined) session = sessionOf(secured, own)
      return outcome
    },
    end() {
      if (ended) return
      ended = true
      inbox.nudge()
      inbox.leave()
      leave(current, socket)
    },
  }

  function refuseInjected(): Failed {
    cut()
    return failed('plaintext-injected')
  }

  function injectedOr(failure: Failed): Failed {
    cut()
    return failure.failure === 'tls-failed' && NOT_TLS.test(failure.detail ?? '')
      ? failed('plaintext-injected', failure.detail)
      : failure
  }

  function secureOptions(wanted: TlsOptions) {
    const { authorities } = options
    return { ...wanted, address: remote.address, ms: HANDSHAKE_MS * patience, ...(authorities && { authorities }) }
  }
}

/** FIN, a moment of reading on, and then whatever is left is cut. */
function leave(socket: Socket, below: Socket) {
  if (socket.destroyed) return
  let drained = 0
  const gone = () => {
    clearTimeout(timer)
    socket.destroy()
    below.destroy()
  }
  const timer = setTimeout(gone, LINGER_MS)
  socket.on('data', (chunk: Uint8Array) => {
    drained += chunk.length
    if (drained > LINGER_BYTES) gone()
  })
  socket.once('end', gone).once('close', gone)
  socket.end()
  socket.resume()
}
