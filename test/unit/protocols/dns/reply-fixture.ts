import { type Answer, encode, type Packet } from 'dns-packet'
import type { Question } from '../../../../src/core/line.ts'
import { decodeReply } from '../../../../src/protocols/dns/decode-reply.ts'

export const id = 4711
const recursionAvailable = 1 << 7

export interface Given {
  readonly question: Question
  readonly answers?: Answer[]
  readonly authorities?: Answer[]
  readonly rcode?: number
  readonly flags?: number
}

/** A reply as dns-packet writes it: an encoder that is not ours. */
export function reply({ question, answers = [], authorities = [], rcode = 0, flags = 0 }: Given): Uint8Array {
  const packet: Packet = {
    type: 'response',
    id,
    flags: recursionAvailable | flags | rcode,
    questions: [{ name: question.name, type: question.type }],
    answers,
    authorities,
  }
  return encode(packet)
}

export const a: Question = { name: 'mail.example.org', type: 'A' }
export const address = (name: string, data: string): Answer => ({ type: 'A', name, ttl: 60, data })
export const alias = (name: string, data: string): Answer => ({ type: 'CNAME', name, ttl: 60, data })
export const data = (given: Given) => {
  const decoded = decodeReply(reply(given), given.question, id)
  return decoded.ok ? decoded.value.answers.map((answer) => answer.data) : decoded.failure
}
