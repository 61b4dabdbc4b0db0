import type { Failure } from '../../core/failure.ts'
import type { Conversation, Line } from '../../core/line.ts'
import type { Banner } from '../../core/mark.ts'
import { type MailPort, speechOf } from '../../wire/mail-port.ts'
import { bounds } from '../../wire/protocol.ts'
import { imapLineBytes } from '../imap/command.ts'
import { readReplyLine } from '../smtp/reply-line.ts'

/** What a server of this machine shows to whoever connects: what the probe saw from outside is compared with it. */
export interface ServerShown {
  readonly connected: boolean
  /** The key of its certificate (base64url SHA-256 of the SubjectPublicKeyInfo), on 465 and 993. */
  readonly pin?: string
  /** The first line of its greeting. */
  readonly greeting?: Banner
  /** False where more lines were announced (`220-`): they are not waited for. */
  readonly greetingComplete?: boolean
  /** What ended it before the greeting. */
  readonly failure?: Failure
}

export interface ServerPlace {
  /** `127.0.0.1`, `::1`, or an address of this machine's own: the outside is never dialled with this. */
  readonly address: string
  readonly port: MailPort
}

/** On the same machine a connection stands at once or not at all. */
const connectMs = 1000

/**
 * Connects to a server on this machine as the probe does from outside: TLS at once on 465 and 993, with whatever
 * certificate and without a name (SNI), then the greeting, then goodbye. Nothing else is said; a greeting that goes on is
 * not talked into. Never throws.
 *
 * An equal pin tells that it is the same server inside and outside. Equal greetings are a hint only (every Dovecot says
 * the same), different ones none at all: postscreen has another greeting for strangers, others print the time.
 */
export async function serverPin(line: Line, { address, port }: ServerPlace): Promise<ServerShown> {
  const dialled = await line.dial({ address, port }, { connectMs })
  if (!dialled.ok) return { connected: false, failure: dialled.failure }
  try {
    return { connected: true, ...(await shown(dialled.value, port)) }
  } finally {
    dialled.value.end()
  }
}

async function shown(conversation: Conversation, port: MailPort): Promise<Omit<ServerShown, 'connected'>> {
  const { language, tls } = speechOf(port)
  let key: Pick<ServerShown, 'pin'> = {}
  if (tls === 'implicit') {
    const secured = await conversation.startTls({ trust: 'anyone' })
    if (!secured.ok) return { failure: secured.failure }
    key = { pin: secured.value.pin }
  }
  const maxBytes = language === 'smtp' ? bounds.lineBytes : imapLineBytes
  const greeting = await conversation.readLine({ maxBytes, ms: bounds.greetingMs })
  if (!greeting.ok) return { ...key, failure: greeting.failure }
  const greetingComplete = language === 'imap' || readReplyLine(greeting.value)?.last !== false
  if (greetingComplete) await conversation.write(language === 'smtp' ? 'QUIT\r\n' : 'm1 LOGOUT\r\n')
  return { ...key, greeting: greeting.value, greetingComplete }
}
