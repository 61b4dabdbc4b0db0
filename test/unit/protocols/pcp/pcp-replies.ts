import { addressBytes } from '../../../../src/wire/address.ts'

/** What a router says to a MAP request; the layout (RFC 6887 §7.2, §11.2) is written down here a second time. */
export function mapReply(fields: {
  readonly nonce: Uint8Array
  readonly version?: number
  readonly result?: number
  readonly lifetimeS?: number
  readonly epochS?: number
  readonly protocol?: number
  readonly internal?: number
  readonly external?: number
  readonly address?: string
  readonly options?: readonly number[]
}): Uint8Array {
  const { version = 2, result = 0, lifetimeS = 3600, epochS = 1, protocol = 6 } = fields
  const { internal = 61_225, external = 25, address = '203.0.113.7', options = [] } = fields
  const bytes = addressBytes(address) ?? new Uint8Array()
  const reply = Buffer.alloc(60)
  reply[0] = version
  reply[1] = 0x81
  reply[3] = result
  reply.writeUInt32BE(lifetimeS, 4)
  reply.writeUInt32BE(epochS, 8)
  reply.set(fields.nonce, 24)
  reply[36] = protocol
  reply.writeUInt16BE(internal, 40)
  reply.writeUInt16BE(external, 42)
  if (bytes.length === 4) reply.fill(0xff, 54, 56)
  reply.set(bytes, 60 - bytes.length)
  return Uint8Array.from([...reply, ...options])
}
