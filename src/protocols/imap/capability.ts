import { failed, type Outcome, success } from '../../core/failure.ts'
import type { Conversation } from '../../core/line.ts'
import type { Deadline } from '../deadline.ts'
import { command } from './command.ts'
import { readCapabilities } from './response.ts'

/** What the server can do (RFC 9051 §6.1.1), upper case. Fails `refused` where it does not say. */
export async function capability(conversation: Conversation, deadline: Deadline): Promise<Outcome<readonly string[]>> {
  const reply = await command(conversation, 'c1 CAPABILITY', deadline)
  if (!reply.ok) return reply
  if (reply.value.status.status !== 'OK') return failed('refused', reply.value.status.text)
  for (const line of reply.value.untagged) {
    const capabilities = readCapabilities(line)
    if (capabilities !== undefined) return success(capabilities)
  }
  return failed('malformed', 'no capabilities')
}
