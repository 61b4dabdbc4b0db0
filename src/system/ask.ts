import { createSocket } from 'node:dgram'
import type { Failed, Outcome } from '../core/failure.ts'
import { failed, success } from '../core/failure.ts'
import type { Endpoint, Question, Reply } from '../core/line.ts'
import { type DecodedReply, decodeReply } from '../protocols/dns/decode-reply.ts'
import { encodeQuery } from '../protocols/dns/encode-query.ts'
import { classify } from './classify.ts'
import { deadline, interrupted, waitFor } from './deadline.ts'
import { dial } from './dial.ts'
import { familyOf } from './endpoint.ts'
import { random } from './random.ts'

/** All the time a question may take, all servers together: what resolvers themselves take for a hard name. */
export const ASK_MS = 5000
/** A datagram that is lost is lost on the first hop most of the time: one more soon, as resolvers do. */
const RESEND_MS = 1000
/** A server that is silent for so long is left for the next one. */
const SERVER_MS = 2500
/** Servers asked one after the other; the C library stops at three as well. */
const MOST_SERVERS = 3
/** Datagrams that were no reply to our question: beyond, somebody is guessing. */
const MOST_FORGERIES = 100

export interface AskOptions {
  readonly signal: AbortSignal
  /** Asked in their order; the question's own server comes instead. */
  readonly servers: readonly Endpoint[]
  /** The address to ask from. */
  readonly from?: ((server: Endpoint) => Promise<string | undefined>) | undefined
}

/**
 * One DNS question: over UDP, and over TCP where the reply was cut. Fails `name-not-found`, `no-data`, `lookup-refused`,
 * `lookup-failed`, `malformed`, or with what the network said.
 */
export async function ask(question: Question, options: AskOptions): Promise<Outcome<Reply>> {
  const servers = question.server === undefined ? options.servers.slice(0, MOST_SERVERS) : [question.server]
  const id = new DataView(random(2).buffer).getUint16(0)
  const query = encodeQuery(question, id)
  if (!query.ok) return query
  const limit = deadline(question.ms ?? ASK_MS, options.signal)
  let last: Failed = failed('lookup-failed', 'no name server is known')
  try {
    for (const server of servers) {
      const one = servers.length === 1 ? undefined : deadline(SERVER_MS, limit.signal)
      const from = await options.from?.(server)
      const asked: Asked = { question, id, query: query.value, server, from, signal: one?.signal ?? limit.signal }
      const reply = await askServer(asked)
      one?.clear()
      if (reply.ok) return success({ answers: reply.value.answers, authentic: reply.value.authentic, server })
      // Whether a name exists is an answer; everything else may be better with the next server.
      if (reply.failure === 'name-not-found' || reply.failure === 'no-data') return reply
      if (limit.signal.aborted) return { ...interrupted(limit.signal), ...(reply.detail && { detail: reply.detail }) }
      last = reply
    }
    return last
  } finally {
    limit.clear()
  }
}

interface Asked {
  readonly question: Question
  readonly id: number
  readonly query: Uint8Array
  readonly server: Endpoint
  readonly from: string | undefined
  readonly signal: AbortSignal
}

async function askServer(asked: Asked): Promise<Outcome<DecodedReply>> {
  const reply = await overUdp(asked)
  return reply.ok && reply.value.truncated ? overTcp(asked) : reply
}

async function overUdp(asked: Asked): Promise<Outcome<DecodedReply>> {
  const { server, signal } = asked
  if (signal.aborted) return interrupted(signal)
  let ignored = 0
  let why = ''
  const socket = createSocket(familyOf(server.address) === 'v4' ? 'udp4' : 'udp6')
  const outcome = await waitFor<DecodedReply>(Number.POSITIVE_INFINITY, signal, (settle) => {
    const send = () => socket.send(asked.query, (error) => error && settle(classify(error)))
    let resend: NodeJS.Timeout | undefined
    socket.on('error', (error) => settle(classify(error)))
    socket.on('message', (data) => {
      const reply = decodeReply(data, asked.question, asked.id)
      if (reply.ok || reply.failure !== 'malformed') return settle(reply)
      // Anybody can send a datagram (RFC 5452 §9.1): what is no reply to this question is passed over.
      ignored += 1
      why = reply.detail ?? ''
      if (ignored >= MOST_FORGERIES) settle(reply)
    })
    // Connected, so that the kernel drops what others send, and tells when nobody listens there. The port is the
    // kernel's choice, which is random on every system we run on.
    socket.bind({ port: 0, exclusive: true, ...(asked.from !== undefined && { address: asked.from }) }, () => {
      // The callback's error is not in Node's types, but it comes.
      socket.connect(server.port, server.address, (error?: unknown) => {
        if (error) return settle(classify(error))
        send()
        resend = setTimeout(send, RESEND_MS)
      })
    })
    return () => clearTimeout(resend)
  })
  socket.removeAllListeners('message')
  socket.close()
  return outcome.ok || ignored === 0 ? outcome : { ...outcome, detail: `passed over ${ignored} datagrams: ${why}` }
}

async function overTcp(asked: Asked): Promise<Outcome<DecodedReply>> {
  const options = asked.from === undefined ? {} : { from: asked.from }
  const dialled = await dial(asked.server, options, asked.signal)
  if (!dialled.ok) return dialled
  const conversation = dialled.value
  try {
    // RFC 1035 §4.2.2: two bytes of length, then the message; in one write, for servers that read once (RFC 7766 §8).
    const { length } = asked.query
    const written = await conversation.write(Uint8Array.from([length >> 8, length & 0xff, ...asked.query]))
    if (!written.ok) return written
    let got = Buffer.alloc(0)
    for (;;) {
      const wanted = got.length < 2 ? 2 : 2 + got.readUInt16BE(0)
      if (got.length >= 2 && got.length >= wanted) return decodeReply(got.subarray(2, wanted), asked.question, asked.id)
      const more = await conversation.read({ maxBytes: wanted - got.length, ms: ASK_MS })
      if (!more.ok) return more
      got = Buffer.concat([got, more.value])
    }
  } finally {
    conversation.end()
  }
}
