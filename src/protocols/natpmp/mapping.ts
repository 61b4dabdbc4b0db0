import { failed, type Outcome, success } from '../../core/failure.ts'
import { assertMapping } from '../router/assert-mapping.ts'
import type { NatPmpMapped, NatPmpRequest } from './nat-pmp.ts'
import { readReplyHeader } from './reply-header.ts'

/** Map TCP. */
const opcode = 2
const requestBytes = 12
const replyBytes = 16

/** Asks for a TCP mapping, its renewal, or, with a lease of 0, its end (RFC 6886 §3.3, §3.4). */
export function encodeMappingRequest(request: NatPmpRequest): Uint8Array {
  assertMapping(request)
  const message = new Uint8Array(requestBytes)
  const view = new DataView(message.buffer)
  view.setUint8(1, opcode)
  view.setUint16(4, request.internal)
  // RFC 6886 §3.4: who deletes must suggest no port.
  view.setUint16(6, request.leaseS === 0 ? 0 : request.external)
  view.setUint32(8, request.leaseS)
  return message
}

/**
 * Reads the reply to that request. Never throws; fails `malformed` (go on waiting) or `unsupported` (it speaks PCP only).
 *
 * Port and lease are as granted: both may differ from what was asked for.
 */
export function decodeMappingReply(
  message: Uint8Array,
  request: NatPmpRequest,
): Outcome<Exclude<NatPmpMapped, { readonly kind: 'failed' }>> {
  const header = readReplyHeader(message, opcode, replyBytes)
  if (!header.ok) return header
  const { result, epochS, view } = header.value
  if (message.length >= 10 && view.getUint16(8) !== request.internal)
    return failed('malformed', 'another internal port')
  if (result !== 0) return success({ kind: 'refused', result, epochS })
  const external = view.getUint16(10)
  const leaseS = view.getUint32(12)
  // A mapping of no port or for no time is none, except where its end was asked for.
  if (request.leaseS !== 0 && (external === 0 || leaseS === 0)) return failed('malformed', 'a mapping of nothing')
  return success({ kind: 'mapped', external, leaseS, epochS })
}
