import { failed, type Outcome, success } from '../../core/failure.ts'
import type { Conversation } from '../../core/line.ts'
import type { Deadline } from '../deadline.ts'
import { readLineBy } from '../read-line-by.ts'
import { imapLineBytes } from './command.ts'
import { readCapabilities, readStatus, type StatusResponse } from './response.ts'

export interface ImapGreeting {
  /** As it came: untrusted text. */
  readonly line: string
  readonly status: StatusResponse['status']
  /** Where the server names them at once (RFC 9051 §7.1); undefined where one must ask. */
  readonly capabilities: readonly string[] | undefined
}

/** The first thing an IMAP server says: `* OK`, `* PREAUTH` or `* BYE` (RFC 9051 §7.1). Fails `malformed` for others. */
export async function readGreeting(conversation: Conversation, deadline: Deadline): Promise<Outcome<ImapGreeting>> {
  const line = await readLineBy(conversation, deadline, imapLineBytes)
  if (!line.ok) return line
  const read = readStatus(line.value, '*')
  if (read === undefined || read.status === 'NO' || read.status === 'BAD') return failed('malformed', line.value)
  const capabilities = read.code === undefined ? undefined : readCapabilities(read.code)
  return success({ line: line.value, status: read.status, capabilities })
}
