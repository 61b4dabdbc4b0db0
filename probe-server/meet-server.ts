import { failed, type Outcome, success } from '../src/core/failure.ts'
import type { Conversation } from '../src/core/line.ts'
import { readReplyLine } from '../src/protocols/smtp/reply-line.ts'
import { type MailPort, speechOf } from '../src/wire/mail-port.ts'
import { bounds } from '../src/wire/protocol.ts'
import type { Meeting, Met } from './meeting.ts'

/** What is read of a greeting or of the reply to EHLO: more than any server has to say. */
const mostReplyLines = 32
/** A server that has greeted answers EHLO at once; the hold is running meanwhile. */
const replyMs = 1500

/**
 * The meeting with a mail server that knows nothing of us: hear its greeting to the end, name ourselves, stay long enough to
 * be found in the table of sockets, leave politely. It never proves anything: that is for the agent to do, by our source port.
 */
export async function meetServer(conversation: Conversation, port: MailPort, meeting: Meeting): Promise<Met> {
  const holdUntil = meeting.elapsed() + bounds.holdMs * meeting.patience
  const spoken = await speak(conversation, port, meeting)
  await meeting.pause(Math.min(holdUntil - meeting.elapsed(), meeting.remaining()))
  // Whoever has not finished its greeting is not spoken to, not even to say goodbye.
  if (!spoken.ok) return { proved: false, failure: spoken.failure }
  await conversation.write(speechOf(port).language === 'smtp' ? 'QUIT\r\n' : 'm1 LOGOUT\r\n')
  return { proved: false }
}

async function speak(conversation: Conversation, port: MailPort, meeting: Meeting): Promise<Outcome<void>> {
  const { language, tls } = speechOf(port)
  let pin: string | undefined
  if (tls === 'implicit') {
    const secured = await conversation.startTls({ trust: 'anyone' })
    if (!secured.ok) return secured
    pin = secured.value.pin
  }
  const greeting = await hearGreeting(conversation, meeting, pin)
  if (!greeting.ok) return greeting
  // RFC 5321 §3.1: after 554 a client may only QUIT. A teaser of 220- may well end in a refusal: its last line counts.
  if (language !== 'smtp' || readReplyLine(greeting.value)?.code !== 220) return success(undefined)
  const said = await conversation.write(`EHLO ${meeting.host}\r\n`)
  if (said.ok) await readReply(conversation, meeting)
  return success(undefined)
}

/**
 * Hears a greeting to its last line, which is the outcome, and tells its first. Postfix's postscreen says `220-` at once,
 * its `220 ` six seconds later, and takes whoever talks in between for a sender of spam. (`* OK` of IMAP has one line.)
 */
async function hearGreeting(
  conversation: Conversation,
  { elapsed, remaining, patience, greeting }: Meeting,
  pin: string | undefined,
): Promise<Outcome<string>> {
  const until = elapsed() + bounds.greetingMs * patience
  let first: string | undefined
  let bytes = 0
  for (let lines = 0; lines < mostReplyLines && bytes < bounds.dialogueBytes; lines++) {
    const line = await conversation.readLine({ ms: Math.max(0, Math.min(until - elapsed(), remaining())) })
    if (!line.ok) return line
    bytes += line.value.length
    const complete = readReplyLine(line.value)?.last !== false
    if (first === undefined || complete) greeting(first ?? line.value, { complete, pin })
    if (complete) return line
    first ??= line.value
  }
  return failed('too-much')
}

/** Reads to the end of a reply, and forgets it: a server that is left in mid-sentence logs an error. */
async function readReply(conversation: Conversation, { remaining, patience }: Meeting): Promise<void> {
  let bytes = 0
  for (let lines = 0; lines < mostReplyLines && bytes < bounds.dialogueBytes; lines++) {
    const line = await conversation.readLine({ ms: Math.min(replyMs * patience, remaining()) })
    if (!line.ok || readReplyLine(line.value)?.last !== false) return
    bytes += line.value.length
  }
}
