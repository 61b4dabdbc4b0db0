import { type Outcome, success } from '../../core/failure.ts'
import type { Conversation } from '../../core/line.ts'
import type { Deadline } from '../deadline.ts'
import { command } from './command.ts'
import type { SmtpReply } from './read-reply.ts'

export interface Capability {
  /** Upper case: `STARTTLS`, `AUTH`. */
  readonly keyword: string
  readonly parameters: readonly string[]
}

export interface EhloReply extends SmtpReply {
  /** What the server can do; empty where it does not answer with 250. */
  readonly capabilities: readonly Capability[]
}

/** Names ourselves and learns what the server can do (RFC 5321 §4.1.1.1). `name` is a host name or address literal. */
export async function ehlo(conversation: Conversation, name: string, deadline: Deadline): Promise<Outcome<EhloReply>> {
  const reply = await command(conversation, `EHLO ${name}`, deadline)
  if (!reply.ok) return reply
  return success({ ...reply.value, capabilities: reply.value.code === 250 ? readCapabilities(reply.value.texts) : [] })
}

/** Whether a server says that it can do `keyword`. */
export function offers(reply: Pick<EhloReply, 'capabilities'>, keyword: string): boolean {
  return reply.capabilities.some((capability) => capability.keyword === keyword.toUpperCase())
}

/** The capabilities in the texts of a reply to EHLO: all but the first, which is the server's name. */
export function readCapabilities(texts: readonly string[]): readonly Capability[] {
  return texts.slice(1).flatMap((text) => {
    // `AUTH=LOGIN` is how servers before RFC 4954 wrote it.
    const [keyword = '', ...parameters] = text.trim().split(/[ =]+/)
    // RFC 5321 §4.1.1.1: anything else is no keyword (`XXXXXXXA`, what a firewall makes of STARTTLS, is one).
    return /^[A-Za-z0-9][A-Za-z0-9-]*$/.test(keyword) ? [{ keyword: keyword.toUpperCase(), parameters }] : []
  })
}
