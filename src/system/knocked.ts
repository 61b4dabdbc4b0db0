import type { Socket } from 'node:net'
import { failed } from '../core/failure.ts'
import type { Conversation, Endpoint } from '../core/line.ts'
import { endpoint } from './endpoint.ts'

/**
 * Ends a connection on which nothing was said and nothing is to be heard, and gives what is left of it: its addresses. No
 * last words of ours can be lost, so nothing is waited for, as the end of a conversation does.
 */
export function knocked(socket: Socket, to: Endpoint): Conversation {
  const local = endpoint(socket.localAddress ?? '', socket.localPort ?? 0)
  socket.destroy()
  const over = () => Promise.resolve(failed('closed', 'ended by us'))
  return { local, remote: to, tls: undefined, readLine: over, read: over, write: over, startTls: over, end() {} }
}
