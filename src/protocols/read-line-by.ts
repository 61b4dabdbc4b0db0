import { failed, type Outcome } from '../core/failure.ts'
import type { Conversation } from '../core/line.ts'
import type { Deadline } from './deadline.ts'

/** The next line of a conversation, of at most `maxBytes`, before the deadline. */
export async function readLineBy(
  conversation: Conversation,
  deadline: Deadline,
  maxBytes: number,
): Promise<Outcome<string>> {
  const ms = deadline.left()
  return ms === 0 ? failed('timed-out') : conversation.readLine({ maxBytes, ms })
}
