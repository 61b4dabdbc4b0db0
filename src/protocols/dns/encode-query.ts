import { AUTHENTIC_DATA, CHECKING_DISABLED, DNSSEC_OK, encode, type OptAnswer, RECURSION_DESIRED } from 'dns-packet'
import { failed, type Outcome, success } from '../../core/failure.ts'
import type { Question } from '../../core/line.ts'
import { queryName } from './query-name.ts'

/** What fits every path without fragments (DNS flag day 2020); longer answers come truncated and are asked for over TCP. */
const ednsBytes = 1232

/**
 * One question as a DNS message (RFC 1035 §4), with EDNS (RFC 6891) unless told otherwise. A resolver is asked for
 * recursion and for its verdict on the answer (AD, RFC 6840 §5.7), a zone's own name server for neither.
 *
 * `id` is the message id, 0 to 65535; it must be unpredictable (RFC 5452 §9.2), so it comes from `line.random`.
 * Fails `malformed` where the name cannot be one.
 */
export function encodeQuery(
  question: Question,
  id: number,
  { edns = true }: { readonly edns?: boolean } = {},
): Outcome<Uint8Array> {
  const name = queryName(question.name)
  if (!name.ok) return name
  if (!Number.isInteger(id) || id < 0 || id > 0xffff) return failed('malformed', 'a message id has 16 bits')
  const flags =
    (question.authoritative === true ? 0 : RECURSION_DESIRED | AUTHENTIC_DATA) |
    (question.checkingDisabled === true ? CHECKING_DISABLED : 0)
  const message = encode({
    type: 'query',
    id,
    flags,
    questions: [{ name: name.value, type: question.type, class: 'IN' }],
    additionals: edns ? [optRecord(question.dnssec === true)] : [],
  })
  return success(new Uint8Array(message))
}

function optRecord(dnssec: boolean): OptAnswer {
  return {
    type: 'OPT',
    name: '.',
    udpPayloadSize: ednsBytes,
    extendedRcode: 0,
    ednsVersion: 0,
    flags: dnssec ? DNSSEC_OK : 0,
    flag_do: dnssec,
    options: [],
  }
}
