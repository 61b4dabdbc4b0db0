import { CHECKING_DISABLED, DNSSEC_OK, encode, RECURSION_DESIRED } from 'dns-packet'
import { failed, type Outcome, success } from '../../core/failure.ts'
import type { Question } from '../../core/line.ts'
import { queryName } from './query-name.ts'

/** What fits every path without fragments (DNS flag day 2020); longer answers come truncated and are asked for over TCP. */
const ednsBytes = 1232

/** RFC 6840 §5.7: AD in a query asks for the AD of the answer without its signatures. */
const authenticData = 1 << 5

/**
 * One question as a DNS message (RFC 1035 §4), with EDNS (RFC 6891) and recursion desired.
 *
 * `id` is the message id, 0 to 65535; it must be unpredictable (RFC 5452 §9.2), so it comes from `line.random`.
 * Fails `malformed` where the name cannot be one.
 */
export function encodeQuery(question: Question, id: number): Outcome<Uint8Array> {
  const name = queryName(question.name)
  if (!name.ok) return name
  if (!Number.isInteger(id) || id < 0 || id > 0xffff) return failed('malformed', 'a message id has 16 bits')
  const flags =
    RECURSION_DESIRED |
    (question.dnssec === true ? authenticData : 0) |
    (question.checkingDisabled === true ? CHECKING_DISABLED : 0)
  const message = encode({
    type: 'query',
    id,
    flags,
    questions: [{ name: name.value, type: question.type, class: 'IN' }],
    additionals: [
      {
        type: 'OPT',
        name: '.',
        udpPayloadSize: ednsBytes,
        extendedRcode: 0,
        ednsVersion: 0,
        flags: question.dnssec === true ? DNSSEC_OK : 0,
        flag_do: question.dnssec === true,
        options: [],
      },
    ],
  })
  return success(new Uint8Array(message))
}
