import { createSocket } from 'node:dgram'
import { type Outcome, success } from '../core/failure.ts'
import type { Endpoint, Question } from '../core/line.ts'
import { type DecodedReply, decodeReply } from '../protocols/dns/decode-reply.ts'
import { encodeQuery } from '../protocols/dns/encode-query.ts'
import { randomCase } from '../protocols/dns/random-case.ts'
import { repeatsQuestion } from '../protocols/dns/repeats-question.ts'
import { classify } from './classify.ts'
import { interrupted, waitFor } from './deadline.ts'
import { familyOf } from './endpoint.ts'
import { random } from './random.ts'

/** A datagram that is lost is lost on the first hop most of the time: one more soon, as resolvers do. */
const RESEND_MS = 1000
/** Datagrams that were no reply to our question: beyond, somebody is guessing. */
const MOST_FORGERIES = 100
/** RFC 1035 §4.1.1. */
const FORMAT_ERROR = 1

export interface ServerAsked {
  readonly question: Question
  readonly server: Endpoint
  /** The address to ask from. */
  readonly from: string | undefined
  readonly signal: AbortSignal
  /** False for a server that does not understand EDNS. */
  readonly edns?: boolean
}

export interface HeardOverUdp {
  readonly said: Outcome<DecodedReply>
  /** The question came back as it was spelled: whoever replied was asked it. */
  readonly spelled: boolean
  /** The server could not read the question (FORMERR): it may be too old for EDNS. */
  readonly notUnderstood: boolean
}

/** One question over UDP. Id, port and spelling are new each time, and must come back with the reply (RFC 5452 §9). */
export async function askOverUdp(asked: ServerAsked): Promise<Outcome<HeardOverUdp>> {
  const { question, server, signal, edns = true } = asked
  const id = new DataView(random(2).buffer).getUint16(0)
  const spelling = randomCase(question.name, random(question.name.length))
  const query = encodeQuery({ ...question, name: spelling }, id, { edns })
  if (!query.ok) return query
  if (signal.aborted) return interrupted(signal)
  let ignored = 0
  let why = ''
  const socket = createSocket(familyOf(server.address) === 'v4' ? 'udp4' : 'udp6')
  const outcome = await waitFor<HeardOverUdp>(Number.POSITIVE_INFINITY, signal, (settle) => {
    const send = () => socket.send(query.value, (error) => error && settle(classify(error)))
    let resend: NodeJS.Timeout | undefined
    socket.on('error', (error) => settle(classify(error)))
    socket.on('message', (data) => {
      const said = decodeReply(data, question, id)
      if (said.ok || said.failure !== 'malformed') {
        const notUnderstood = !said.ok && ((data[3] ?? 0) & 0x0f) === FORMAT_ERROR
        return settle(success({ said, spelled: repeatsQuestion(data, query.value), notUnderstood }))
      }
      // Anybody can send a datagram (RFC 5452 §9.1): what is no reply to this question is passed over.
      ignored += 1
      why = said.detail ?? ''
      if (ignored >= MOST_FORGERIES) settle(said)
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
