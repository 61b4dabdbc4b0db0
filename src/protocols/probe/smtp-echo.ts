import { echoHello, isEchoReply } from '../../wire/echo-dialogue.ts'
import { speechOf } from '../../wire/mail-port.ts'
import { isMasked, isMaskedCapability } from '../masked.ts'
import { command } from '../smtp/command.ts'
import { readCapabilities } from '../smtp/ehlo.ts'
import { readReply } from '../smtp/read-reply.ts'
import { readReplyLine } from '../smtp/reply-line.ts'
import { startTls } from '../smtp/start-tls.ts'
import { type EchoSaid, type EchoTalk, replyDeadline } from './echo-talk.ts'
import { startTlsSeen, unofferedTlsSeen } from './start-tls-seen.ts'

/**
 * The dialogue with a mail port of the probe in SMTP, after the first line of the greeting.
 *
 * A greeting that the probe did not sign is no reason to stop: where a box on the way rewrote it (`220 ****`), the
 * proof in the reply to EHLO tells that it was the probe all the same, and where another server answers, its
 * capabilities are evidence. Where even the proof was rewritten, the key within TLS is what cannot be: so STARTTLS is
 * asked for unoffered (RFC 3207 §4 has a server answer the command, whatever became of its offer).
 */
export async function smtpEcho({ line, conversation, port, token, nonce, greeting, pin }: EchoTalk): Promise<EchoSaid> {
  const first = readReplyLine(greeting)
  if (first === undefined) return { stage: 'greeting', failure: 'malformed', ...masked(isMasked(greeting)) }
  const maskedGreeting = isMasked(first.text)
  const heard = masked(maskedGreeting)
  if (!first.last) {
    const rest = await readReply(conversation, replyDeadline(line))
    if (!rest.ok) return { stage: 'greeting', failure: rest.failure, ...heard }
  }
  // RFC 5321 §3.1: a server that greets with 554 wants QUIT and nothing else; its words are told.
  if (first.code !== 220) return await quit({ stage: 'greeting', failure: 'refused', ...heard })

  const hello = await command(conversation, echoHello(token, port), replyDeadline(line))
  if (!hello.ok) return { stage: 'hello', failure: hello.failure, ...heard }
  const { code, lines, texts } = hello.value
  const [name = '', ...capabilities] = texts
  const said: EchoSaid = {
    ...(code === 250 ? { stage: 'done' } : { stage: 'hello', failure: 'refused' }),
    proved: isEchoReply(lines[0] ?? '', nonce, port),
    ...masked(maskedGreeting || isMasked(name) || capabilities.some(isMaskedCapability)),
  }
  if (speechOf(port).tls === 'implicit') return await quit(said)

  const offered = code === 250 && readCapabilities(texts).some(({ keyword }) => keyword === 'STARTTLS')
  const secured = await startTls(conversation, { trust: 'anyone' }, replyDeadline(line))
  if (!offered) {
    const anyway = unofferedTlsSeen(secured, pin)
    if (anyway.startTlsAnyway === 'wrong-key') return { ...said, ...anyway }
    return await quit({ ...said, ...anyway, ...(anyway.startTlsAnyway === 'agreed' && (await helloWithin())) })
  }
  const starttls = startTlsSeen(secured, pin)
  return starttls.failure === undefined
    ? await quit({ ...said, starttls, ...(await helloWithin()) })
    : { ...said, stage: 'starttls', failure: starttls.failure, starttls }

  /** RFC 3207 §4.2: what was said in the clear is void. Only after the key was the probe's. */
  async function helloWithin(): Promise<Pick<EchoSaid, 'provedInTls'>> {
    const again = await command(conversation, echoHello(token, port), replyDeadline(line))
    return again.ok ? { provedInTls: isEchoReply(again.value.lines[0] ?? '', nonce, port) } : {}
  }

  /** Says goodbye without waiting for the answer. */
  async function quit(all: EchoSaid): Promise<EchoSaid> {
    await conversation.write('QUIT\r\n')
    return all
  }
}

function masked(seen: boolean): Pick<EchoSaid, 'masked'> {
  return seen ? { masked: true } : {}
}
