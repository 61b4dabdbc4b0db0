import { echoHello, isEchoReply } from '../../wire/echo-dialogue.ts'
import { speechOf } from '../../wire/mail-port.ts'
import { command } from '../smtp/command.ts'
import { readCapabilities } from '../smtp/ehlo.ts'
import { readReply } from '../smtp/read-reply.ts'
import { readReplyLine } from '../smtp/reply-line.ts'
import { startTls } from '../smtp/start-tls.ts'
import { type EchoSaid, type EchoTalk, replyDeadline } from './echo-talk.ts'
import { startTlsSeen } from './start-tls-seen.ts'

/**
 * The dialogue with a mail port of the probe in SMTP, after the first line of the greeting.
 *
 * A greeting that the probe did not sign is no reason to stop: where a box on the way rewrote it (`220 ****`), the
 * proof in the reply to EHLO tells that it was the probe all the same, and where another server answers, its
 * capabilities are evidence.
 */
export async function smtpEcho({ line, conversation, port, token, nonce, greeting, pin }: EchoTalk): Promise<EchoSaid> {
  const first = readReplyLine(greeting)
  if (first === undefined) return { stage: 'greeting', failure: 'malformed' }
  if (!first.last) {
    const rest = await readReply(conversation, replyDeadline(line))
    if (!rest.ok) return { stage: 'greeting', failure: rest.failure }
  }
  // RFC 5321 §3.1: a server that greets with 554 wants QUIT and nothing else; its words are told.
  if (first.code !== 220) return await quit({ stage: 'greeting', failure: 'refused' })

  const hello = await command(conversation, echoHello(token, port), replyDeadline(line))
  if (!hello.ok) return { stage: 'hello', failure: hello.failure }
  const proved = isEchoReply(hello.value.lines[0] ?? '', nonce, port)
  if (hello.value.code !== 250) return await quit({ stage: 'hello', failure: 'refused', proved })
  if (speechOf(port).tls === 'implicit') return await quit({ stage: 'done', proved })

  const offered = readCapabilities(hello.value.texts).some(({ keyword }) => keyword === 'STARTTLS')
  if (!offered) return await quit({ stage: 'done', proved, starttls: { outcome: 'not-offered' } })
  const secured = await startTls(conversation, { trust: 'anyone' }, replyDeadline(line))
  const starttls = startTlsSeen(secured, pin)
  return starttls.failure === undefined
    ? await quit({ stage: 'done', proved, starttls })
    : { stage: 'starttls', failure: starttls.failure, proved, starttls }

  /** Says goodbye without waiting for the answer. */
  async function quit(said: EchoSaid): Promise<EchoSaid> {
    await conversation.write('QUIT\r\n')
    return said
  }
}
