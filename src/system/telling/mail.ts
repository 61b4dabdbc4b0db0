import { deadline } from '../deadline.ts'
import type { Message } from './message.ts'
import type { Teller, Told } from './teller.ts'

export interface MailWay {
  readonly relay: { readonly host: string; readonly port: number }
  readonly from: string
  readonly to: readonly string[]
  readonly login?: { readonly user: string; readonly password: string }
  /** The relay is on this machine: what it shows to prove who it is need not convince. Anywhere else TLS is a must. */
  readonly relayIsHere: boolean
  /** PEM certificates that stand in for the public authorities. */
  readonly authorities?: readonly string[]
}

/** Implicit TLS (RFC 8314 §3.3). On any other port TLS begins with STARTTLS. */
const implicitTlsPort = 465
/** A relay across the world greets within a second or two; greylisting answers at once. */
const connectMs = 15_000
const silenceMs = 20_000
/** All of it: whoever answers a byte at a time does not hold up the next message for ever. */
const wholeMs = 60_000
/** RFC 5322 §2.1.1 recommends 78 characters a line; a subject much longer is not shown. */
const longestSubject = 150

/** Tells by a plain mail through a relay. A refusal for good (5xx, RFC 5321 §4.2.1) is final, a wrong password is not. */
export function mail(way: MailWay): Teller {
  return {
    way: 'mail',
    async tell(message, signal) {
      // Loaded when the first mail is sent: a watcher that sends none does not carry it.
      const { createTransport } = await import('nodemailer')
      const transport = createTransport(transportOf(way))
      const limit = deadline(wholeMs, signal)
      try {
        const { rejected } = await transport.sendMail({ ...mailOf(message, way), signal: limit.signal })
        if (rejected.length === 0) return { kind: 'done' }
        return { kind: 'never', why: `it takes no mail for ${rejected.map(addressOf).join(', ')}` }
      } catch (error) {
        return judged(error)
      } finally {
        limit.clear()
        transport.close()
      }
    },
  }
}

function transportOf({ relay: { host, port }, login, relayIsHere, authorities }: MailWay) {
  const secure = port === implicitTlsPort
  return {
    host,
    port,
    secure,
    requireTLS: !secure && !relayIsHere,
    tls: {
      minVersion: 'TLSv1.2',
      rejectUnauthorized: !relayIsHere,
      ...(authorities !== undefined && { ca: [...authorities] }),
    },
    ...(login !== undefined && { auth: { user: login.user, pass: login.password }, forceAuth: true }),
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    dnsTimeout: connectMs,
    socketTimeout: silenceMs,
    maxResponseSize: 64 * 1024,
    disableFileAccess: true,
    disableUrlAccess: true,
    // A relay on this machine is reached by loopback, which may be the only family there is.
    allowInternalNetworkInterfaces: relayIsHere,
  } as const
}

function mailOf({ id, at, event, says, line }: Message, { from, to }: MailWay) {
  const [sentence = says] = /^.*?[.:](?=\s|$)/.exec(oneLine(says)) ?? []
  const subject = `${line === undefined ? '' : `${oneLine(line)}: `}${sentence}`
  return {
    from,
    to: [...to],
    envelope: { from, to: [...to] },
    subject: subject.length > longestSubject ? `${subject.slice(0, longestSubject)}…` : subject,
    text: `${says}\n\n${event}, ${at}\n`,
    // The same for the same event, so that one which comes twice is seen to.
    messageId: `<${id}@${from.split('@').at(-1) ?? 'localhost'}>`,
    // RFC 3834 §5: no absence note is an answer to this.
    headers: { 'Auto-Submitted': 'auto-generated' },
  }
}

/** Nothing that could end a header field (RFC 5322 §2.2). */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
}

function addressOf(one: string | { readonly address: string }): string {
  return typeof one === 'string' ? one : one.address
}

function judged(error: unknown): Told {
  const { code, responseCode, message } = error as { code?: unknown; responseCode?: unknown; message?: unknown }
  const why = oneLine(typeof message === 'string' ? message : 'it failed without a word').slice(0, 200)
  const refused = typeof responseCode === 'number' && responseCode >= 500 && responseCode < 600
  // The password may be right tomorrow, and so may the relay's own setting up.
  const final = refused && (code === 'EENVELOPE' || code === 'EMESSAGE')
  return final ? { kind: 'never', why } : { kind: 'later', why }
}
