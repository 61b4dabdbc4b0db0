import { failed, type Outcome, success } from '../../core/failure.ts'
import { addressField } from './address-field.ts'

/** The bytes before what belongs to the opcode, in requests and replies (RFC 6887 §7.1, §7.2). */
export const headerBytes = 24
/** RFC 6887 §7: no message is longer. */
const maxBytes = 1100
const version = 2
/** In the opcode of every reply (RFC 6887 §7.2). */
const replyBit = 0x80
/** RFC 6887 §7.4. */
const unsupportedVersion = 1

export interface PcpHeader {
  /** RFC 6887 §7.4. */
  readonly result: number
  /** Of the mapping; with an error: how long the same request would end in the same way. Seconds. */
  readonly lifetimeS: number
  readonly epochS: number
  /** Whether the server knows our version, so that it can have read the rest. */
  readonly versionKnown: boolean
  readonly view: DataView
}

/** A request of `bytes` in all, from `local`: header alone, the rest zero. */
export function requestOf(opcode: number, lifetimeS: number, local: string, bytes: number): Uint8Array {
  const message = new Uint8Array(bytes)
  const view = new DataView(message.buffer)
  view.setUint8(0, version)
  view.setUint8(1, opcode)
  view.setUint32(4, lifetimeS)
  // It must be the address that we send from: another one tells the server of a NAT between us (ADDRESS_MISMATCH).
  message.set(addressField(local), 8)
  return message
}

/**
 * The header of a reply to a request of that opcode.
 *
 * Fails `malformed` for what is no such reply, and `unsupported` where NAT-PMP answers, which has version 0, and its
 * result where ours is (RFC 6887 §9, RFC 6886 §3.5).
 */
export function readReplyHeader(message: Uint8Array, opcode: number): Outcome<PcpHeader> {
  if (message.length < 4 || message.length > maxBytes || message.length % 4 !== 0)
    return failed('malformed', 'no PCP message')
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength)
  if (view.getUint8(1) !== (replyBit | opcode)) return failed('malformed', 'no reply to this request')
  const result = view.getUint8(3)
  const theirs = view.getUint8(0)
  if (theirs === 0 && view.getUint16(2) === unsupportedVersion) return failed('unsupported', 'it speaks NAT-PMP only')
  if (message.length < headerBytes) return failed('malformed', 'too short for a reply')
  // A server of another version answers with the one it has (RFC 6887 §9): then there is PCP, but none for us.
  if (theirs !== version && (theirs === 0 || result !== unsupportedVersion))
    return failed('malformed', 'another version')
  return success({
    result,
    lifetimeS: view.getUint32(4),
    epochS: view.getUint32(8),
    versionKnown: theirs === version,
    view,
  })
}
