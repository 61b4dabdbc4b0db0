import { failed, type Outcome, success } from '../../core/failure.ts'
import type { Conversation, Endpoint, Line, Question } from '../../core/line.ts'
import { type DecodedReply, decodeReply } from './decode-reply.ts'
import { encodeQuery } from './encode-query.ts'

export interface AskOverTcpOptions {
  /** The whole of it: connection, question and answer. */
  readonly ms: number
  readonly connectMs?: number
}

/**
 * One DNS question to a server over TCP (RFC 1035 §4.2.2): fails as `decodeReply` does, or with what the network said.
 * What is kept of the reply is never more than the 64 KiB that its length can announce.
 */
export async function askOverTcp(
  line: Pick<Line, 'dial' | 'random'>,
  question: Question,
  server: Endpoint,
  { ms, connectMs = ms }: AskOverTcpOptions,
): Promise<Outcome<DecodedReply>> {
  const id = new DataView(line.random(2).buffer).getUint16(0)
  const query = encodeQuery(question, id)
  if (!query.ok) return query
  const dialled = await line.dial(server, { connectMs })
  if (!dialled.ok) return dialled
  const conversation = dialled.value
  try {
    // In one write, for servers that read once (RFC 7766 §8).
    const { length } = query.value
    const written = await conversation.write(Uint8Array.from([length >> 8, length & 0xff, ...query.value]))
    if (!written.ok) return written
    const prefix = await readExactly(conversation, 2, ms)
    if (!prefix.ok) return prefix
    const [high = 0, low = 0] = prefix.value
    const reply = await readExactly(conversation, high * 256 + low, ms)
    return reply.ok ? decodeReply(reply.value, question, id) : reply
  } finally {
    conversation.end()
  }
}

async function readExactly(conversation: Conversation, length: number, ms: number): Promise<Outcome<Uint8Array>> {
  const got = new Uint8Array(length)
  let have = 0
  while (have < length) {
    const more = await conversation.read({ maxBytes: length - have, ms })
    if (!more.ok) return more
    if (more.value.length === 0) return failed('closed')
    got.set(more.value, have)
    have += more.value.length
  }
  return success(got)
}
