import { failed, type Outcome } from '../../core/failure.ts'
import type { Conversation, TlsOptions, TlsSession } from '../../core/line.ts'
import type { Deadline } from '../deadline.ts'
import { command } from './command.ts'

/**
 * Asks for TLS (RFC 9051 §6.2.1) and goes on within it. Capabilities heard before are void then.
 * Fails `refused` where the server says no, or as `Conversation.startTls` does.
 */
export async function startTls(
  conversation: Conversation,
  tls: TlsOptions,
  deadline: Deadline,
): Promise<Outcome<TlsSession>> {
  const reply = await command(conversation, 's1 STARTTLS', deadline)
  if (!reply.ok) return reply
  return reply.value.status.status === 'OK' ? conversation.startTls(tls) : failed('refused', reply.value.status.text)
}
