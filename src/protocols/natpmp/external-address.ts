import { type Outcome, success } from '../../core/failure.ts'
import { addressText } from '../../wire/address.ts'
import type { NatPmpMeeting } from './nat-pmp.ts'
import { readReplyHeader } from './reply-header.ts'

const opcode = 0
const replyBytes = 12

/** Asks for the address that the router has outside (RFC 6886 §3.2). */
export function encodeExternalAddressRequest(): Uint8Array {
  return Uint8Array.of(0, opcode)
}

/** Reads the reply. Never throws; fails `malformed` (go on waiting) or `unsupported` (it speaks PCP only). */
export function decodeExternalAddressReply(
  message: Uint8Array,
): Outcome<Extract<NatPmpMeeting, { readonly kind: 'answers' }>> {
  const header = readReplyHeader(message, opcode, replyBytes)
  if (!header.ok) return header
  const { result, epochS } = header.value
  // With an error the address is undefined (RFC 6886 §3.2); 0.0.0.0 is what a router without an uplink has.
  const external = result === 0 ? addressText(message.subarray(8, 12)) : '0.0.0.0'
  return success({ kind: 'answers', result, epochS, ...(external !== '0.0.0.0' && { external }) })
}
