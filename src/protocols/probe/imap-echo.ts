import { echoHello, isEchoReply } from '../../wire/echo-dialogue.ts'
import { speechOf } from '../../wire/mail-port.ts'
import { capability } from '../imap/capability.ts'
import { command } from '../imap/command.ts'
import { readCapabilities, readStatus } from '../imap/response.ts'
import { startTls } from '../imap/start-tls.ts'
import { type EchoSaid, type EchoTalk, replyDeadline } from './echo-talk.ts'
import { startTlsSeen } from './start-tls-seen.ts'

/** The dialogue with a mail port of the probe in IMAP, after the greeting. See `smtpEcho` for its reasons. */
export async function imapEcho({ line, conversation, port, token, nonce, greeting, pin }: EchoTalk): Promise<EchoSaid> {
  const first = readStatus(greeting, '*')
  if (first === undefined) return { stage: 'greeting', failure: 'malformed' }
  if (first.status !== 'OK') return await logout({ stage: 'greeting', failure: 'refused' })

  const hello = await command(conversation, echoHello(token, port), replyDeadline(line))
  if (!hello.ok) return { stage: 'hello', failure: hello.failure }
  const proved = hello.value.untagged.some((text) => isEchoReply(text, nonce, port))
  if (hello.value.status.status !== 'OK') return await logout({ stage: 'hello', failure: 'refused', proved })
  if (speechOf(port).tls === 'implicit') return await logout({ stage: 'done', proved })

  let capabilities = first.code === undefined ? undefined : readCapabilities(first.code)
  if (capabilities === undefined) {
    const asked = await capability(conversation, replyDeadline(line))
    if (!asked.ok) return { stage: 'starttls', failure: asked.failure, proved }
    capabilities = asked.value
  }
  if (!capabilities.includes('STARTTLS')) {
    return await logout({ stage: 'done', proved, starttls: { outcome: 'not-offered' } })
  }
  const secured = await startTls(conversation, { trust: 'anyone' }, replyDeadline(line))
  const starttls = startTlsSeen(secured, pin)
  return starttls.failure === undefined
    ? await logout({ stage: 'done', proved, starttls })
    : { stage: 'starttls', failure: starttls.failure, proved, starttls }

  /** Says goodbye without waiting for the answer. */
  async function logout(said: EchoSaid): Promise<EchoSaid> {
    await conversation.write('z1 LOGOUT\r\n')
    return said
  }
}
