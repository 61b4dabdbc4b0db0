import { failed, type Outcome, success } from '../../core/failure.ts'
import type { Conversation } from '../../core/line.ts'
import type { Deadline } from '../deadline.ts'
import { readLineBy } from '../read-line-by.ts'
import { readReplyLine } from './reply-line.ts'

/** A reply of an SMTP server, as it came: untrusted text. */
export interface SmtpReply {
  readonly code: number
  /** The whole lines, code included. */
  readonly lines: readonly string[]
  /** The lines without their codes. */
  readonly texts: readonly string[]
}

/** RFC 5321 §4.5.3.1.5, the CRLF included. */
export const replyLineBytes = 512
/** The longest honest reply, to EHLO, has about 40 lines and 1 KiB. */
const maxReplyBytes = 4096

/**
 * Reads a whole reply, of one line or many (RFC 5321 §4.2.1). At most 512 bytes a line and 4 KiB in all, and all of it
 * before the deadline.
 *
 * Fails `malformed` where a line is none or its code differs from the first one's, `too-much`, or as the reading does.
 * Where it fails after a first line, that line is the `detail`: a banner of another kind of server is evidence.
 */
export async function readReply(conversation: Conversation, deadline: Deadline): Promise<Outcome<SmtpReply>> {
  const lines: string[] = []
  const texts: string[] = []
  let bytes = 0
  let code: number | undefined
  for (;;) {
    const line = await readLineBy(conversation, deadline, replyLineBytes)
    if (!line.ok) return lines[0] === undefined ? line : failed(line.failure, lines[0])
    const read = readReplyLine(line.value)
    if (read === undefined || (code !== undefined && read.code !== code)) {
      return failed('malformed', lines[0] ?? line.value)
    }
    code = read.code
    lines.push(line.value)
    texts.push(read.text)
    bytes += line.value.length + 2
    if (bytes > maxReplyBytes) return failed('too-much', lines[0])
    if (read.last) return success({ code, lines, texts })
  }
}
