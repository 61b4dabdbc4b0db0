import { failed, type Outcome, success } from '../../core/failure.ts'

/** What every reply begins with (RFC 6886 §3.5). */
export interface NatPmpHeader {
  /** 0 success, 1 unsupported version, 2 not authorized, 3 network failure, 4 out of resources, 5 unsupported opcode. */
  readonly result: number
  readonly epochS: number
  readonly view: DataView
}

const headerBytes = 8
/** In the opcode of every reply (RFC 6886 §3.2). */
const replyBit = 0x80

/**
 * The header of a reply to a request of that opcode, whose reply has `bytes` where it succeeds.
 *
 * Fails `malformed` for what is no such reply, and `unsupported` where the far end speaks another version: PCP alone.
 */
export function readReplyHeader(message: Uint8Array, opcode: number, bytes: number): Outcome<NatPmpHeader> {
  if (message.length < headerBytes) return failed('malformed', 'too short for a reply')
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength)
  if (view.getUint8(1) !== (replyBit | opcode)) return failed('malformed', 'no reply to this request')
  const result = view.getUint16(2)
  if (view.getUint8(0) !== 0) {
    // A PCP server that knows no NAT-PMP names its own version, and its result stands in the same place (RFC 6887 §9).
    return result === 1 ? failed('unsupported', 'it speaks PCP only') : failed('malformed', 'another version')
  }
  // An error need not carry more than the header (RFC 6886 §3.5).
  const whole = result === 0 ? message.length === bytes : message.length <= bytes
  if (!whole) return failed('malformed', 'a wrong length')
  return success({ result, epochS: view.getUint32(4), view })
}
