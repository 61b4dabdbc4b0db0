import { failed, type Outcome } from '../../core/failure.ts'
import type { Conversation, TlsOptions, TlsSession } from '../../core/line.ts'
import type { Deadline } from '../deadline.ts'
import { command } from './command.ts'

/**
 * Asks for TLS (RFC 3207 §4) and goes on within it. Everything heard before is void then (§4.2): say EHLO again.
 * Fails `refused` where the server says no, with its words as the detail, or as `Conversation.startTls` does.
 */
export async function startTls(
  conversation: Conversation,
  tls: TlsOptions,
  deadline: Deadline,
): Promise<Outcome<TlsSession>> {
  const reply = await command(conversation, 'STARTTLS', deadline)
  if (!reply.ok) return reply
  return reply.value.code === 220 ? conversation.startTls(tls) : failed('refused', reply.value.lines[0])
}
