import { failed, type Outcome, success } from '../../core/failure.ts'
import type { Conversation } from '../../core/line.ts'
import type { Deadline } from '../deadline.ts'
import { readLineBy } from '../read-line-by.ts'
import { readStatus, type StatusResponse } from './response.ts'

export interface ImapReply {
  readonly status: StatusResponse
  /** Whole untagged lines, in their order: untrusted text. */
  readonly untagged: readonly string[]
}

/** IMAP has no limit of its own; a list of capabilities alone is longer than SMTP's 512 bytes. */
export const imapLineBytes = 2048
/** Capabilities and an ID, twice over. */
const maxReplyBytes = 8192

/**
 * Says one command and reads what comes until its tag. `line` begins with the tag. At most 2 KiB a line and 8 KiB in
 * all. Literals (`{12}` at a line's end, RFC 9051 §4.3) are `malformed`: nothing we ask for needs them.
 */
export async function command(
  conversation: Conversation,
  line: string,
  deadline: Deadline,
): Promise<Outcome<ImapReply>> {
  const tag = /^([a-z0-9]+) [ -~]+$/i.exec(line)?.[1]
  if (tag === undefined || line.length + 2 > imapLineBytes) return failed('malformed', 'no line of IMAP')
  const written = await conversation.write(`${line}\r\n`)
  if (!written.ok) return written
  const untagged: string[] = []
  let bytes = 0
  for (;;) {
    const answer = await readLineBy(conversation, deadline, imapLineBytes)
    if (!answer.ok) return answer
    bytes += answer.value.length + 2
    if (bytes > maxReplyBytes) return failed('too-much', untagged[0])
    const status = readStatus(answer.value, tag)
    if (status !== undefined) return success({ status, untagged })
    if (!answer.value.startsWith('* ') || /\{\d+\+?\}$/.test(answer.value)) return failed('malformed', answer.value)
    untagged.push(answer.value)
  }
}
