import { createSecureContext, type SecureContext } from 'node:tls'
import { constants } from 'node:crypto'
import type { Outcome } from '../src/core/failure.ts'
import type { Listener } from '../src/core/line.ts'
import { canonical } from '../src/protocols/addresses.ts'
import type { ServerConversation } from '../src/system/conversation.ts'
import { familyOf } from '../src/system/endpoint.ts'
import { listen } from '../src/system/listen.ts'
import { busyGreeting, minuteOf, writeGreeting } from '../src/wire/greeting.ts'
import { type MailPort, speechOf } from '../src/wire/mail-port.ts'
import { bounds } from '../src/wire/protocol.ts'
import { openToken } from '../src/wire/token.ts'
import { type Caller, type EchoSession, type Said, echo } from './echo-dialogue.ts'
import { keepSilent } from './keep-silent.ts'
import { moveBulk } from './move-bulk.ts'
import { keyExchange } from './key-exchange.ts'
import { networksOf } from './networks.ts'
import type { Probe } from './probe.ts'

/** An agent says its next line at once; a person who types with telnet needs a moment. */
const idleMs = 10_000
/** A whole dialogue: an agent needs two seconds. */
const dialogueMs = 30_000
/** An agent needs five. */
const mostCommands = 32

/** One of the five mail ports, on one address. */
export function listenEcho(probe: Probe, port: MailPort, address: string): Promise<Outcome<Listener>> {
  const { settings, signal, connections } = probe
  const context = secureContext(settings.identity)
  const at = { family: familyOf(address), port: settings.realPort(port), address }
  const maxConversations = settings.limits.connections
  return listen(
    at,
    async (conversation) => {
      const caller = canonical(settings.callerOf(conversation.remote)) ?? ''
      const leave = connections.enter(networksOf(caller).narrow)
      if (leave === undefined) return turnAway(conversation, port, settings.host)
      const over = setTimeout(() => conversation.end(), dialogueMs)
      const done = () => {
        clearTimeout(over)
        leave()
      }
      try {
        const last = await serve(probe, port, caller, conversation, context)
        done()
        if (last?.idle !== undefined) await keepSilent(probe, networksOf(caller).narrow, conversation, last.idle)
      } finally {
        done()
      }
    },
    { signal, maxConversations },
  )
}

/** A dialogue, to its end or to the silence that was asked for. */
async function serve(
  probe: Probe,
  port: MailPort,
  address: string,
  conversation: ServerConversation,
  context: SecureContext,
): Promise<Said | undefined> {
  const { identity, host, now } = probe.settings
  if (speechOf(port).tls === 'implicit' && !(await conversation.acceptTls(context)).ok) return undefined
  const greeting = writeGreeting(identity.key, { host, port, address, minute: minuteOf(now()) })
  if (!(await conversation.write(`${greeting}\r\n`)).ok) return undefined
  const sessionOf = (token: string): EchoSession | undefined => {
    const read = openToken(identity.secret, token, now())
    // The proof goes to any address: that a port leaves by another one is something to find out.
    return read.kind === 'open' ? { nonce: read.contents.nonce, own: read.contents.address === address } : undefined
  }
  let caller: Caller = 'stranger'
  let bytes = 0
  for (let commands = 0; commands < mostCommands; commands++) {
    const line = await conversation.readLine({ maxBytes: bounds.lineBytes, ms: idleMs })
    if (!line.ok) return undefined
    bytes += line.value.length + 2
    if (bytes > bounds.dialogueBytes) return undefined
    const said = echo(line.value, { encrypted: conversation.tls !== undefined, caller }, { port, host, sessionOf })
    caller = said.caller ?? caller
    if (said.idle !== undefined) return said
    const text = said.lines.map((one) => `${one}\r\n`).join('')
    if (said.bulk !== undefined) {
      if (!(await moveBulk(conversation, said.bulk, text))) return undefined
      caller = 'served'
      continue
    }
    if (!(await conversation.write(text)).ok) return undefined
    if (said.next === 'end') return undefined
    if (said.next !== 'start-tls') continue
    if (!(await conversation.acceptTls(context)).ok) return undefined
    // RFC 3207 §4.2: what was said in the clear is forgotten.
    if (caller === 'ours') caller = 'stranger'
  }
  return undefined
}

/** Too many at once. In the clear it can be said; within TLS it would cost more than serving them. */
async function turnAway(conversation: ServerConversation, port: MailPort, host: string): Promise<void> {
  if (speechOf(port).tls === 'starttls') await conversation.write(`${busyGreeting(port, host)}\r\n`)
}

function secureContext(identity: Probe['settings']['identity']): SecureContext {
  return createSecureContext({
    key: identity.key.export({ type: 'pkcs8', format: 'pem' }),
    cert: identity.certificate,
    minVersion: 'TLSv1.2',
    ecdhCurve: keyExchange,
    // Renegotiation lets a caller make the server do the costly half of a handshake again and again.
    secureOptions: constants.SSL_OP_NO_RENEGOTIATION | constants.SSL_OP_NO_TICKET,
  })
}
