import { failed, type Outcome, success } from '../../core/failure.ts'
import type { Endpoint } from '../../core/line.ts'
import { readAddressAttribute, stunCookie } from './address-attribute.ts'

/** Bytes of a transaction id (RFC 8489 §5). */
export const transactionBytes = 12

const headerBytes = 20
/** RFC 8489 §6.1: what a message may have where the path's MTU is not known, less the IP and UDP headers. */
const maxMessageBytes = 1500
const bindingRequest = 0x0001
const bindingSuccess = 0x0101
const bindingError = 0x0111
const mappedAddress = 0x0001
const xorMappedAddress = 0x0020
const errorCode = 0x0009
/**
 * Attributes below 0x8000 must be understood, or the whole reply is to be thrown away (RFC 8489 §6.3.3). These say
 * nothing about our address and may be passed over: the integrity of RFC 8489, and the two addresses that servers of
 * RFC 3489 sent along.
 */
const harmless: readonly number[] = [0x0004, 0x0005, 0x0006, 0x0008, 0x0014, 0x0015, 0x001c, 0x001d, 0x001e]

/** A binding request without attributes (RFC 8489 §5). `transaction` is 12 unpredictable bytes. */
export function encodeBindingRequest(transaction: Uint8Array): Uint8Array {
  const message = new Uint8Array(headerBytes)
  const view = new DataView(message.buffer)
  view.setUint16(0, bindingRequest)
  view.setUint32(4, stunCookie)
  message.set(transaction.subarray(0, transactionBytes), 8)
  return message
}

/**
 * The address that a STUN server saw us with, out of its reply to the request with that transaction id.
 *
 * Never throws. Fails `malformed` for what is no reply to that request (over UDP: go on waiting) and `refused` where
 * the server answers with an error.
 */
export function decodeBindingReply(message: Uint8Array, transaction: Uint8Array): Outcome<Endpoint> {
  if (message.length < headerBytes || message.length > maxMessageBytes) return failed('malformed', 'no STUN message')
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength)
  const type = view.getUint16(0)
  const length = view.getUint16(2)
  if (length % 4 !== 0 || headerBytes + length !== message.length) return failed('malformed', 'a wrong length')
  if (view.getUint32(4) !== stunCookie) return failed('malformed', 'no magic cookie')
  if (!transaction.every((byte, index) => message[8 + index] === byte))
    return failed('malformed', 'another transaction')
  if (type !== bindingSuccess && type !== bindingError) return failed('malformed', 'no reply to a binding request')

  const attributes = readAttributes(message, view)
  if (attributes === undefined) return failed('malformed', 'attributes that do not fit')
  if (type === bindingError) return failed('refused', `STUN error ${errorNumber(attributes.get(errorCode))}`)
  for (const kind of attributes.keys()) {
    const understood = kind >= 0x8000 || kind === mappedAddress || kind === xorMappedAddress || harmless.includes(kind)
    if (!understood) return failed('malformed', `an attribute that must be understood: 0x${kind.toString(16)}`)
  }
  // Some routers rewrite any four bytes that look like our address, hence the XOR (RFC 8489 §14.2); servers of
  // RFC 3489 know only the plain one.
  const xored = attributes.get(xorMappedAddress)
  const plain = attributes.get(mappedAddress)
  const endpoint =
    xored !== undefined
      ? readAddressAttribute(xored, transaction)
      : plain !== undefined
        ? readAddressAttribute(plain)
        : undefined
  return endpoint === undefined ? failed('malformed', 'no address in the reply') : success(endpoint)
}

/** The attributes by type; of several of one type the first counts (RFC 8489 §14). */
function readAttributes(message: Uint8Array, view: DataView): ReadonlyMap<number, Uint8Array> | undefined {
  const attributes = new Map<number, Uint8Array>()
  let at = headerBytes
  while (at < message.length) {
    if (at + 4 > message.length) return undefined
    const type = view.getUint16(at)
    const end = at + 4 + view.getUint16(at + 2)
    if (end > message.length) return undefined
    if (!attributes.has(type)) attributes.set(type, message.subarray(at + 4, end))
    // Values are padded to four bytes, which the length leaves out.
    at = end + ((4 - (end % 4)) % 4)
  }
  return attributes
}

/** RFC 8489 §14.8: the hundreds in three bits, the rest in a byte. */
function errorNumber(value: Uint8Array | undefined): number {
  return ((value?.[2] ?? 0) & 7) * 100 + (value?.[3] ?? 0)
}
