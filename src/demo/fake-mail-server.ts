import { createSecureContext } from 'node:tls'
import { freshIdentity, type Identity } from '../../probe-server/main.ts'
import type { Conversation, Endpoint, Family } from '../core/line.ts'
import type { ServerConversation } from '../system/conversation.ts'
import { listen } from '../system/listen.ts'
import { type MailPort, speechOf } from '../wire/mail-port.ts'
import { loopback } from './addresses.ts'
import type { Fake } from './fake.ts'
import { opened } from './opened.ts'

export interface FakeMailServer extends Fake {
  /** Where those who are connected now call from. */
  callers(): readonly Endpoint[]
}

/** An agent, a probe, and each of them twice. */
const mostCallers = 16
/** A few commands are enough for whoever only wants to see that somebody is there. */
const mostCommands = 8

export interface Manners {
  /** How it greets on a port of SMTP; as one that takes mail unless told. */
  readonly greeting?: string
  /** To whoever says EHLO. STARTTLS is then done as well. */
  readonly offers?: readonly string[]
  /** Its key and certificate; made anew unless told. */
  readonly identity?: Pick<Identity, 'key' | 'certificate'>
}

/**
 * A mail server on loopback that greets as its port demands, says what it offers and goodbye: all that agent and probe ask
 * of one.
 */
export async function fakeMailServer(
  family: Family,
  port: MailPort,
  name: string,
  signal: AbortSignal,
  { greeting = `220 ${name} ESMTP`, offers = [], identity = freshIdentity([name]) }: Manners = {},
): Promise<FakeMailServer> {
  const callers = new Set<Endpoint>()
  const { language, tls } = speechOf(port)
  const context = createSecureContext({
    key: identity.key.export({ type: 'pkcs8', format: 'pem' }),
    cert: identity.certificate,
  })
  const implicit = tls === 'implicit' ? { tls: () => context } : {}
  const listening = await listen(
    { family, address: loopback[family], port: 0 },
    async (conversation) => {
      callers.add(conversation.remote)
      try {
        if (language === 'imap') await speakImap(conversation, name)
        else {
          await conversation.write(`${greeting}\r\n`)
          await speakSmtp(conversation, [name, ...offers], () => conversation.acceptTls(context))
        }
      } finally {
        callers.delete(conversation.remote)
      }
    },
    { signal, maxConversations: mostCallers, ...implicit },
  )
  const { local, close } = opened(listening, `a mail server on ${loopback[family]}`)
  return { at: local, close, callers: () => [...callers] }
}

async function speakSmtp(
  conversation: Conversation,
  offers: readonly string[],
  secure: () => ReturnType<ServerConversation['acceptTls']>,
): Promise<void> {
  const hello = offers.map((text, index) => `250${index === offers.length - 1 ? ' ' : '-'}${text}\r\n`).join('')
  for (let commands = 0; commands < mostCommands; commands += 1) {
    const said = await conversation.readLine()
    if (!said.ok) return
    if (/^QUIT/i.test(said.value)) return void (await conversation.write('221 2.0.0 Bye\r\n'))
    if (/^STARTTLS$/i.test(said.value) && offers.includes('STARTTLS')) {
      await conversation.write('220 2.0.0 Go ahead\r\n')
      if (!(await secure()).ok) return
    } else await conversation.write(/^EHLO /i.test(said.value) ? hello : '502 5.5.1 Not here\r\n')
  }
}

async function speakImap(conversation: Conversation, name: string): Promise<void> {
  await conversation.write(`* OK [CAPABILITY IMAP4rev1] ${name} ready\r\n`)
  for (let commands = 0; commands < mostCommands; commands += 1) {
    const said = await conversation.readLine()
    if (!said.ok) return
    const [tag = '*', command = ''] = said.value.split(' ')
    if (/^LOGOUT$/i.test(command)) return void (await conversation.write(`* BYE\r\n${tag} OK Bye\r\n`))
    await conversation.write(`${tag} BAD Not here\r\n`)
  }
}
