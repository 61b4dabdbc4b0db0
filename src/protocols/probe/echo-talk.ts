import type { Failure } from '../../core/failure.ts'
import type { Conversation, Line } from '../../core/line.ts'
import type { Banner } from '../../core/mark.ts'
import type { MailPort } from '../../wire/mail-port.ts'
import { type Deadline, deadlineOf } from '../deadline.ts'

/** How a dialogue goes on after the greeting; one for each language. */
export type EchoDialogue = (talk: EchoTalk) => Promise<EchoSaid>

export interface EchoTalk {
  readonly line: Line
  readonly conversation: Conversation
  readonly port: MailPort
  readonly token: string
  readonly nonce: Uint8Array
  /** The first line, heard already. */
  readonly greeting: string
  /** The key that must answer within TLS. */
  readonly pin: string
}

export interface EchoSaid {
  /** Where it stopped; `done` if it went to its end. */
  readonly stage: 'greeting' | 'hello' | 'starttls' | 'done'
  readonly failure?: Failure
  /** Whether the reply carried the session's proof: only this very probe can have given it. */
  readonly proved?: boolean
  readonly starttls?: StartTlsSeen
  /**
   * Where STARTTLS was not offered and we asked for it all the same: whether the offer was only taken out of the text on
   * the way (`agreed`: the probe itself answers), or the words come from somebody else.
   */
  readonly startTlsAnyway?: Exclude<StartTlsSeen['outcome'], 'not-offered'>
  /** Whether the reply within TLS, after STARTTLS, carried the session's proof; missing where there was no reply. */
  readonly provedInTls?: boolean
  /** Words made unreadable on the way were seen: `220 ****`, `250-XXXXXXXA`. */
  readonly masked?: true
}

/** What became of STARTTLS where it is due. */
export interface StartTlsSeen {
  /** `agreed` with the probe's key, `wrong-key`: TLS, but with somebody else; `not-offered`, `refused` or `failed`. */
  readonly outcome: 'agreed' | 'wrong-key' | 'not-offered' | 'refused' | 'failed'
  readonly failure?: Failure
  /** The key that answered, also where it answered unoffered. */
  readonly pin?: string
  /** Who issued its certificate, as it says. */
  readonly issuer?: Banner
}

/** A reply to a command: a probe answers at once. */
const replyMs = 3000

/** The time for the next reply. */
export function replyDeadline(line: Line): Deadline {
  return deadlineOf(line.clock, replyMs)
}
