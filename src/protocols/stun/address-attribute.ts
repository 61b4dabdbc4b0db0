import type { Endpoint } from '../../core/line.ts'
import { addressText } from '../../wire/address.ts'

export const stunCookie = 0x2112_a442

/**
 * The endpoint in a MAPPED-ADDRESS (RFC 8489 §14.1) or, given the transaction, in an XOR-MAPPED-ADDRESS (§14.2).
 * Undefined where the family is unknown, the length is not that of the family, or the port is 0.
 */
export function readAddressAttribute(value: Uint8Array, transaction?: Uint8Array): Endpoint | undefined {
  const family = value[1]
  const length = family === 1 ? 4 : family === 2 ? 16 : undefined
  if (length === undefined || value.length !== 4 + length) return undefined
  const mask = new Uint8Array(16)
  if (transaction !== undefined) {
    new DataView(mask.buffer).setUint32(0, stunCookie)
    mask.set(transaction.subarray(0, 12), 4)
  }
  const port = (((value[2] ?? 0) ^ (mask[0] ?? 0)) << 8) | ((value[3] ?? 0) ^ (mask[1] ?? 0))
  if (port === 0) return undefined
  return { address: addressText(value.subarray(4).map((byte, index) => byte ^ (mask[index] ?? 0))), port }
}
