import { failed, type Outcome, success } from '../../core/failure.ts'
import { addressText } from '../../wire/address.ts'
import { assertMapping } from '../router/assert-mapping.ts'
import { addressField, addressFieldBytes } from './address-field.ts'
import { headerBytes, readReplyHeader, requestOf } from './header.ts'
import type { PcpMapped, PcpRequest } from './pcp.ts'

const opcode = 1
/** IANA's number of TCP. */
const tcp = 6
const nonceBytes = 12
/** A request and a reply without options (RFC 6887 §11.1, §11.2). */
const mapBytes = headerBytes + 36
/** RFC 6887 §13.2: code 2, and no data. */
const preferFailure = [2, 0, 0, 0] as const

// Where things stand, in requests and replies alike (RFC 6887 §11.1, §11.2).
const nonceAt = headerBytes
const protocolAt = nonceAt + nonceBytes
const internalAt = protocolAt + 4
const externalAt = internalAt + 2
const addressAt = externalAt + 2

/** Asks for a TCP mapping to `local`, its renewal, or, with a lease of 0, its end (RFC 6887 §11.1, §15). */
export function encodeMappingRequest(local: string, request: PcpRequest): Uint8Array {
  assertMapping(request)
  if (request.nonce.length !== nonceBytes) throw new RangeError(`no nonce: ${request.nonce.length} bytes`)
  // RFC 6887 §15.1: who deletes must suggest nothing; and with nothing suggested the option is malformed (§13.2).
  const external = request.leaseS === 0 ? 0 : request.external
  const strict = request.preferFailure && external !== 0
  const message = requestOf(opcode, request.leaseS, local, mapBytes + (strict ? preferFailure.length : 0))
  const view = new DataView(message.buffer)
  message.set(request.nonce, nonceAt)
  view.setUint8(protocolAt, tcp)
  view.setUint16(internalAt, request.internal)
  view.setUint16(externalAt, external)
  // Any address outside will do: all zeros, of our own family (RFC 6887 §11.1; erratum 3621 says it of deleting).
  message.set(addressField(local.includes(':') ? '::' : '0.0.0.0'), addressAt)
  if (strict) message.set(preferFailure, mapBytes)
  return message
}

/**
 * Reads the reply to that request. Never throws; fails `malformed` (go on waiting) or `unsupported` (it speaks NAT-PMP
 * only).
 *
 * Port and lease are as granted: both may differ from what was asked for.
 */
export function decodeMappingReply(
  message: Uint8Array,
  request: PcpRequest,
): Outcome<Exclude<PcpMapped, { readonly kind: 'failed' }>> {
  const header = readReplyHeader(message, opcode)
  if (!header.ok) return header
  const { result, lifetimeS, epochS, versionKnown, view } = header.value
  // A server of another version cannot have read our nonce, and need not send it back (RFC 6887 §9).
  if (!versionKnown) return success({ kind: 'refused', result, lifetimeS, epochS })
  // RFC 6887 §11.4: these must be ours, with an error too (§8.2 copies them), or the reply is to somebody else.
  if (message.length < mapBytes) return failed('malformed', 'too short for a reply')
  if (!request.nonce.every((byte, index) => message[nonceAt + index] === byte))
    return failed('malformed', 'another nonce')
  if (view.getUint8(protocolAt) !== tcp) return failed('malformed', 'another protocol')
  if (view.getUint16(internalAt) !== request.internal) return failed('malformed', 'another internal port')
  if (result !== 0) return success({ kind: 'refused', result, lifetimeS, epochS })

  const external = view.getUint16(externalAt)
  // A mapping of no port or for no time is none, except where its end was asked for.
  if (request.leaseS !== 0 && (external === 0 || lifetimeS === 0)) return failed('malformed', 'a mapping of nothing')
  const address = addressText(message.subarray(addressAt, addressAt + addressFieldBytes))
  return success({ kind: 'mapped', external, address, leaseS: lifetimeS, epochS })
}
