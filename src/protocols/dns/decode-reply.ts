import { type Failed, failed, type Outcome, success } from '../../core/failure.ts'
import type { Question, ResourceRecord } from '../../core/line.ts'
import { followAliases } from './follow-aliases.ts'
import { queryName } from './query-name.ts'
import { type RawMessage, readMessage } from './read-message.ts'
import { typeNumbers } from './record-types.ts'

export interface DecodedReply {
  /** Cut to fit a datagram: ask again over TCP. `answers` is then empty. */
  readonly truncated: boolean
  /** The AD flag. */
  readonly authentic: boolean
  /** The server speaks EDNS (RFC 6891 §7). */
  readonly edns: boolean
  /** The aliases from the name that was asked for, in their order, then the records of the type, then signatures. */
  readonly answers: readonly ResourceRecord[]
}

const internetClass = 1
/** RFC 1035 §4.1.1, NXDOMAIN. */
const nameError = 3

/**
 * Reads what came back for a question. Never throws.
 *
 * Fails `malformed` for what is no reply to this very question, broken or forged: over UDP the asker goes on waiting,
 * for anybody can send a datagram (RFC 5452 §9.1). Otherwise `name-not-found`, `no-data`, `lookup-refused`,
 * `lookup-failed`. The asker checks that it came from the server that was asked.
 */
export function decodeReply(bytes: Uint8Array, question: Question, id: number): Outcome<DecodedReply> {
  const message = readMessage(bytes)
  if (message === undefined) return failed('malformed', 'no DNS message')
  if (!message.response) return failed('malformed', 'a query, not a reply')
  if (message.id !== id) return failed('malformed', 'a reply to another message')
  if (!answersQuestion(message, question)) return failed('malformed', 'a reply to another question')
  const { edns, authentic, rcode } = message
  if (message.truncated) return success({ truncated: true, authentic: false, edns, answers: [] })
  const refusal = refusalOf(rcode)
  if (refusal !== undefined && rcode !== nameError) return refusal
  if (question.authoritative === true && !message.authoritative) return failed('lookup-failed', 'not with authority')
  const answers = followAliases(bytes, message, question)
  if (refusal !== undefined && !(answers.ok && answers.value.every(isBesideADenial))) return refusal
  return answers.ok ? success({ truncated: false, authentic, edns, answers: answers.value }) : answers
}

/** Where a name does not exist, there can only be the aliases that led to it, and the zone that it would be in. */
function isBesideADenial({ type }: ResourceRecord): boolean {
  return type === 'CNAME' || type === 'SOA'
}

function answersQuestion(message: RawMessage, question: Question): boolean {
  // A server that could not or would not read the question may leave it out (FORMERR, SERVFAIL, NOTIMP, REFUSED).
  if (message.questions.length === 0) return [1, 2, 4, 5].includes(message.rcode & 0x0f)
  const [asked, ...more] = message.questions
  const name = queryName(question.name)
  return (
    asked !== undefined &&
    more.length === 0 &&
    name.ok &&
    asked.name === name.value.toLowerCase() &&
    asked.type === typeNumbers[question.type] &&
    asked.class === internetClass
  )
}

function refusalOf(rcode: number): Failed | undefined {
  switch (rcode) {
    case 0:
      return undefined
    case nameError:
      return failed('name-not-found')
    case 5:
      return failed('lookup-refused')
    case 2:
      return failed('lookup-failed', 'SERVFAIL')
    default:
      return failed('lookup-failed', `rcode ${rcode}`)
  }
}
