import type { Failure } from '../../core/failure.ts'
import type { Conversation, Line } from '../../core/line.ts'
import type { Address, Banner } from '../../core/mark.ts'
import { greetingKey, readGreeting } from '../../wire/greeting.ts'
import { type MailPort, speechOf } from '../../wire/mail-port.ts'
import { pinOf } from '../../wire/pin.ts'
import { readNonce } from '../../wire/proof.ts'
import { bounds } from '../../wire/protocol.ts'
import { fromBase64url } from '../../wire/base64url.ts'
import { imapLineBytes } from '../imap/command.ts'
import type { EchoDialogue, EchoSaid } from './echo-talk.ts'
import { imapEcho } from './imap-echo.ts'
import type { OpenSession } from './open-session.ts'
import { smtpEcho } from './smtp-echo.ts'

/**
 * What was seen on one mail port of the probe. No opinion.
 *
 * On 465 and 993 `tls.ours` false and `signature` `ours` together: TLS was ended on the way, by somebody who passes on what
 * the probe says within it; `foreign`: another server answers.
 */
export interface EchoFacts extends Pick<EchoSaid, 'proved' | 'starttls' | 'startTlsAnyway' | 'provedInTls' | 'masked'> {
  readonly port: MailPort
  readonly stage: 'connect' | 'tls' | EchoSaid['stage']
  readonly connected: boolean
  /** What ended it at `stage`, unless it is `done`. */
  readonly failure?: Failure
  /** TLS from the first byte, where that is due (465, 993), with the probe's key or another. */
  readonly tls?: { readonly ours: boolean; readonly pin: string; readonly issuer: Banner }
  /** The first line heard, as it came. */
  readonly greeting?: Banner
  /**
   * Whether the probe signed it, just now and for this port: `forged` (it looks like a probe's, but the signature is
   * wrong, or somebody altered it), `stale` (of another minute: overheard, or our clock is wrong), `foreign` (no
   * probe's), `busy` (a probe that has too many callers; unsigned).
   */
  readonly signature?: 'ours' | 'forged' | 'stale' | 'foreign' | 'busy'
  /** The address that the probe sees us with on this very port, believed only if it signed it. */
  readonly seenAs?: Address
  readonly tookMs: number
}

/**
 * Goes to a mail port of the probe, at the address its session was made with, and tells what was met there: greeting,
 * signature, proof of the session, TLS. The token goes only where the key was the right one or none was due yet; it is
 * worth nothing from another address. Where STARTTLS was not offered it is asked for all the same, and within TLS the
 * session is named once more: a key cannot be changed on the way as words can.
 *
 * Never throws. Takes at most what the line allows, and 4 s to connect, 7 s for a greeting, 3 s for each of at most four replies.
 */
export async function echo(line: Line, open: OpenSession, port: MailPort): Promise<EchoFacts> {
  const begun = line.clock.elapsed()
  const dialled = await line.dial({ address: open.address, port }, { connectMs: bounds.connectMs })
  const took = () => Math.round(line.clock.elapsed() - begun)
  if (!dialled.ok) return { port, stage: 'connect', connected: false, failure: dialled.failure, tookMs: took() }
  const conversation = dialled.value
  try {
    return { port, connected: true, ...(await converse(line, open, port, conversation)), tookMs: took() }
  } finally {
    conversation.end()
  }
}

async function converse(
  line: Line,
  { session }: OpenSession,
  port: MailPort,
  conversation: Conversation,
): Promise<Omit<EchoFacts, 'port' | 'connected' | 'tookMs'>> {
  const key = greetingKey(session.key)
  const spki = fromBase64url(session.key)
  const nonce = readNonce(session.nonce)
  // `openSession` has read them all.
  if (key === undefined || spki === undefined || nonce === undefined) throw new TypeError('a session without its keys')
  const pin = pinOf(spki)
  const speech = speechOf(port)
  let tls: EchoFacts['tls']
  if (speech.tls === 'implicit') {
    // Anyone may answer, so that the key of whoever ends TLS on the way is known; it hears nothing from us.
    const secured = await conversation.startTls({ trust: 'anyone' })
    if (!secured.ok) return { stage: 'tls', failure: secured.failure }
    tls = { ours: secured.value.pin === pin, pin: secured.value.pin, issuer: secured.value.issuer }
  }
  const seen = tls === undefined ? {} : { tls }
  // Other IMAP servers list their capabilities in it.
  const maxBytes = speech.language === 'smtp' ? bounds.lineBytes : imapLineBytes
  const greeting = await conversation.readLine({ maxBytes, ms: bounds.greetingMs })
  if (!greeting.ok) return { stage: 'greeting', ...seen, failure: greeting.failure }
  const heard = { ...seen, greeting: greeting.value, ...judged(greeting.value) }
  if (tls?.ours === false) return { stage: 'tls', ...heard, failure: 'wrong-key' }
  const dialogue: EchoDialogue = speech.language === 'smtp' ? smtpEcho : imapEcho
  const { token } = session
  return { ...heard, ...(await dialogue({ line, conversation, port, token, nonce, greeting: greeting.value, pin })) }

  function judged(text: string): Pick<EchoFacts, 'signature' | 'seenAs'> {
    const read = readGreeting(text, { port, key: key as NonNullable<typeof key>, now: Date.parse(line.clock.now()) })
    if (read.kind === 'ours') return { signature: 'ours', seenAs: read.address }
    if (read.kind !== 'forged-or-stale') return { signature: read.kind }
    return { signature: read.why === 'minute' ? 'stale' : 'forged' }
  }
}
