import { type Outcome, success } from '../../core/failure.ts'
import { headerBytes, readReplyHeader, requestOf } from './header.ts'
import type { PcpMeeting } from './pcp.ts'

const opcode = 0

/** Asks whether anybody is there (RFC 6887 §14.1). `local` is the address that it is sent from. */
export function encodeAnnounceRequest(local: string): Uint8Array {
  return requestOf(opcode, 0, local, headerBytes)
}

/** Reads the reply. Never throws; fails `malformed` (go on waiting) or `unsupported` (it speaks NAT-PMP only). */
export function decodeAnnounceReply(message: Uint8Array): Outcome<Extract<PcpMeeting, { readonly kind: 'answers' }>> {
  const header = readReplyHeader(message, opcode)
  if (!header.ok) return header
  const { result, epochS } = header.value
  return success({ kind: 'answers', result, epochS })
}
