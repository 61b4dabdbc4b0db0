import { echoHello, isEchoReply } from '../../wire/echo-dialogue.ts'
import { speechOf } from '../../wire/mail-port.ts'
import { capability } from '../imap/capability.ts'
import { command } from '../imap/command.ts'
import { readCapabilities, readStatus } from '../imap/response.ts'
import { startTls } from '../imap/start-tls.ts'
import { isMasked, isMaskedCapability } from '../masked.ts'
import { type EchoSaid, type EchoTalk, replyDeadline } from './echo-talk.ts'
import { startTlsSeen, unofferedTlsSeen } from './start-tls-seen.ts'

/** The dialogue with a mail port of the probe in IMAP, after the greeting. See `smtpEcho` for its reasons. */
export async function imapEcho({ line, conversation, port, token, nonce, greeting, pin }: EchoTalk): Promise<EchoSaid> {
  const first = readStatus(greeting, '*')
  if (first === undefined) return { stage: 'greeting', failure: 'malformed' }
  if (first.status !== 'OK') return await logout({ stage: 'greeting', failure: 'refused' })

  const hello = await command(conversation, echoHello(token, port), replyDeadline(line))
  if (!hello.ok) return { stage: 'hello', failure: hello.failure }
  const proved = hello.value.untagged.some((text) => isEchoReply(text, nonce, port))
  const understood = hello.value.status.status === 'OK'
  let said: EchoSaid = { ...(understood ? { stage: 'done' } : { stage: 'hello', failure: 'refused' }), proved }
  if (speechOf(port).tls === 'implicit') return await logout(said)

  let capabilities = first.code === undefined ? undefined : readCapabilities(first.code)
  if (capabilities === undefined) {
    const asked = await capability(conversation, replyDeadline(line))
    if (!asked.ok) return { stage: 'starttls', failure: asked.failure, proved }
    capabilities = asked.value
  }
  if (isMasked(first.text) || capabilities.some(isMaskedCapability)) said = { ...said, masked: true }
  const offered = understood && capabilities.includes('STARTTLS')
  const secured = await startTls(conversation, { trust: 'anyone' }, replyDeadline(line))
  if (!offered) {
    const anyway = unofferedTlsSeen(secured, pin)
    if (anyway.startTlsAnyway === 'wrong-key') return { ...said, ...anyway }
    return await logout({ ...said, ...anyway, ...(anyway.startTlsAnyway === 'agreed' && (await helloWithin())) })
  }
  const starttls = startTlsSeen(secured, pin)
  return starttls.failure === undefined
    ? await logout({ ...said, starttls, ...(await helloWithin()) })
    : { ...said, stage: 'starttls', failure: starttls.failure, starttls }

  /** Only after the key was the probe's. */
  async function helloWithin(): Promise<Pick<EchoSaid, 'provedInTls'>> {
    const again = await command(conversation, echoHello(token, port), replyDeadline(line))
    return again.ok ? { provedInTls: again.value.untagged.some((text) => isEchoReply(text, nonce, port)) } : {}
  }

  /** Says goodbye without waiting for the answer. */
  async function logout(all: EchoSaid): Promise<EchoSaid> {
    await conversation.write('z1 LOGOUT\r\n')
    return all
  }
}
