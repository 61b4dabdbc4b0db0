import { createSecureContext } from 'node:tls'
import { freshIdentity } from '../../probe-server/main.ts'
import type { Conversation, Endpoint, Family } from '../core/line.ts'
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

/**
 * A mail server on loopback that greets as its port demands, says what it `offers` and goodbye: all that agent and probe ask
 * of one.
 */
export async function fakeMailServer(
  family: Family,
  port: MailPort,
  name: string,
  signal: AbortSignal,
  offers: readonly string[] = [],
): Promise<FakeMailServer> {
  const callers = new Set<Endpoint>()
  const { language, tls } = speechOf(port)
  const implicit = tls === 'implicit' ? { tls: contextFor(name) } : {}
  const listening = await listen(
    { family, address: loopback[family], port: 0 },
    async (conversation) => {
      callers.add(conversation.remote)
      try {
        await (language === 'smtp' ? speakSmtp(conversation, name, offers) : speakImap(conversation, name))
      } finally {
        callers.delete(conversation.remote)
      }
    },
    { signal, maxConversations: mostCallers, ...implicit },
  )
  const { local, close } = opened(listening, `a mail server on ${loopback[family]}`)
  return { at: local, close, callers: () => [...callers] }
}

async function speakSmtp(conversation: Conversation, name: string, offers: readonly string[]): Promise<void> {
  const hello = [name, ...offers].map((text, index) => `250${index === offers.length ? ' ' : '-'}${text}\r\n`).join('')
  await conversation.write(`220 ${name} ESMTP\r\n`)
  for (let commands = 0; commands < mostCommands; commands += 1) {
    const said = await conversation.readLine()
    if (!said.ok) return
    if (/^QUIT/i.test(said.value)) return void (await conversation.write('221 2.0.0 Bye\r\n'))
    await conversation.write(/^EHLO /i.test(said.value) ? hello : '502 5.5.1 Not here\r\n')
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

function contextFor(name: string) {
  const { key, certificate } = freshIdentity([name])
  const context = createSecureContext({ key: key.export({ type: 'pkcs8', format: 'pem' }), cert: certificate })
  return () => context
}
