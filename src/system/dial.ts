import type { Outcome } from '../core/failure.ts'
import { success } from '../core/failure.ts'
import type { Conversation, Endpoint } from '../core/line.ts'
import { type ConnectOptions, connect } from './connect.ts'
import { converse } from './conversation.ts'
import { knocked } from './knocked.ts'

export interface DialExtras extends ConnectOptions {
  /** Stretches the bounds of the conversation's reads and writes; 1 unless told. `connectMs` is taken as it is. */
  readonly patience?: number
}

/**
 * Opens a TCP conversation, within TLS from the start if `options.tls` is given (and then only after the key was found
 * right). When the signal aborts, the conversation is cut, whether it is being made or in use. Of a knock it is over already.
 */
export async function dial(to: Endpoint, options: DialExtras, signal: AbortSignal): Promise<Outcome<Conversation>> {
  const connected = await connect(to, options, signal)
  if (!connected.ok) return connected
  const { socket, session } = connected.value
  const { patience, authorities, knock } = options
  if (knock === true) return success(knocked(socket, to))
  return success(
    converse(socket, { signal, session, ...(patience && { patience }), ...(authorities && { authorities }) }),
  )
}
