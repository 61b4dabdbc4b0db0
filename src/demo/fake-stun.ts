import { createSocket } from 'node:dgram'
import type { Endpoint, Family } from '../core/line.ts'
import { addressBytes } from '../wire/address.ts'
import { loopback } from './addresses.ts'
import { openDatagrams } from './open-datagrams.ts'
import type { Fake } from './fake.ts'

const bindingRequest = 0x0001
const bindingSuccess = 0x0101
const xorMappedAddress = 0x0020
/** RFC 8489 §5. */
const headerBytes = 20

/** A STUN server (RFC 8489) on loopback that sees every caller as `seenAs` tells, and is silent where it tells nothing. */
export async function fakeStun(family: Family, seenAs: () => Endpoint | undefined): Promise<Fake> {
  const socket = createSocket(family === 'v4' ? 'udp4' : 'udp6')
  socket.on('message', (request, from) => {
    const seen = seenAs()
    if (seen === undefined || request.length < headerBytes || request.readUInt16BE(0) !== bindingRequest) return
    socket.send(bindingReply(request, seen), from.port, from.address)
  })
  return openDatagrams(socket, loopback[family])
}

/** RFC 8489 §14.2: the address is XORed with the cookie and the transaction, which stand in bytes 4 to 20. */
function bindingReply(request: Buffer, { address, port }: Endpoint): Buffer {
  const bytes = addressBytes(address)
  if (bytes === undefined) throw new TypeError(`no address: ${address}`)
  const mask = request.subarray(4, headerBytes)
  const value = Buffer.alloc(4 + bytes.length)
  value.writeUInt8(bytes.length === 4 ? 1 : 2, 1)
  value.writeUInt16BE(port ^ mask.readUInt16BE(0), 2)
  bytes.forEach((byte, index) => value.writeUInt8(byte ^ mask.readUInt8(index), 4 + index))
  const reply = Buffer.alloc(headerBytes + 4)
  reply.writeUInt16BE(bindingSuccess, 0)
  reply.writeUInt16BE(4 + value.length, 2)
  mask.copy(reply, 4)
  reply.writeUInt16BE(xorMappedAddress, headerBytes)
  reply.writeUInt16BE(value.length, headerBytes + 2)
  return Buffer.concat([reply, value])
}
