import type { Outcome } from '../core/failure.ts'
import type { Conversation } from '../core/line.ts'
import type { Deadline } from './deadline.ts'

/**
 * The next line of a conversation, of at most `maxBytes`, before the deadline. What is here already may be taken after
 * it too: a line that stretches our waits (patience) does not stretch the clock.
 */
export async function readLineBy(
  conversation: Conversation,
  deadline: Deadline,
  maxBytes: number,
): Promise<Outcome<string>> {
  return conversation.readLine({ maxBytes, ms: Math.max(1, deadline.left()) })
}
