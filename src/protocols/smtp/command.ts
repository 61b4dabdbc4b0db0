import { failed, type Outcome } from '../../core/failure.ts'
import type { Conversation } from '../../core/line.ts'
import type { Deadline } from '../deadline.ts'
import { readReply, type SmtpReply } from './read-reply.ts'

/** Says one command and reads the reply. Fails `malformed` rather than send a line that is two. */
export async function command(
  conversation: Conversation,
  line: string,
  deadline: Deadline,
): Promise<Outcome<SmtpReply>> {
  if (!/^[ -~]{1,510}$/.test(line)) return failed('malformed', 'no line of SMTP')
  const written = await conversation.write(`${line}\r\n`)
  return written.ok ? readReply(conversation, deadline) : written
}
