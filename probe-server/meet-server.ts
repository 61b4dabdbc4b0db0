import type { Conversation } from '../src/core/line.ts'
import { speechOf } from '../src/wire/mail-port.ts'
import { bounds } from '../src/wire/protocol.ts'
import type { Meeting, Met } from './dial-back.ts'

/** What is read of the reply to EHLO: more than any server has to say. */
const mostReplyLines = 32
/** A server that has greeted answers EHLO at once; the hold is running meanwhile. */
const replyMs = 1500

/**
 * The meeting with a mail server that knows nothing of us: hear its greeting, name ourselves, stay long enough to be
 * found in the table of sockets, leave politely. It never proves anything: that is for the agent to do, by our source port.
 */
export async function meetServer(conversation: Conversation, meeting: Meeting): Promise<Met> {
  const holdUntil = performance.now() + bounds.holdMs * meeting.patience
  const failure = await speak(conversation, meeting)
  await meeting.pause(Math.min(holdUntil - performance.now(), meeting.remaining()))
  if (failure === undefined) {
    await conversation.write(speechOf(meeting.port).language === 'smtp' ? 'QUIT\r\n' : 'm1 LOGOUT\r\n')
  }
  return { proved: false, ...(failure !== undefined && { failure }) }
}

async function speak(conversation: Conversation, meeting: Meeting): Promise<Met['failure']> {
  const { port, remaining, patience } = meeting
  const { language, tls } = speechOf(port)
  let pin: string | undefined
  if (tls === 'implicit') {
    const secured = await conversation.startTls({ trust: 'anyone' })
    if (!secured.ok) return secured.failure
    pin = secured.value.pin
  }
  const greeting = await conversation.readLine({ ms: Math.min(bounds.greetingMs * patience, remaining()) })
  if (!greeting.ok) return greeting.failure
  meeting.greeting(greeting.value, pin)
  // RFC 5321 §3.1: after 554 a client may only QUIT; a continued greeting (220-) has more lines to come.
  if (language !== 'smtp' || !/^220[ -]/.test(greeting.value)) return undefined
  if (greeting.value.startsWith('220-')) await readReply(conversation, meeting)
  const said = await conversation.write(`EHLO ${meeting.host}\r\n`)
  if (said.ok) await readReply(conversation, meeting)
  return undefined
}

/** Reads to the end of a reply, and forgets it: a server that is left in mid-sentence logs an error. */
async function readReply(conversation: Conversation, { remaining, patience }: Meeting): Promise<void> {
  let bytes = 0
  for (let lines = 0; lines < mostReplyLines && bytes < bounds.dialogueBytes; lines++) {
    const line = await conversation.readLine({ ms: Math.min(replyMs * patience, remaining()) })
    if (!line.ok || !/^\d{3}-/.test(line.value)) return
    bytes += line.value.length
  }
}
