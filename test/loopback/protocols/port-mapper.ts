import { randomInt } from 'node:crypto'
import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { onTestFinished } from 'vitest'
import type { RouterPlace } from '../../../src/protocols/router/router-place.ts'

export interface PortMapper {
  readonly place: RouterPlace
  /** External port to internal port. */
  readonly table: ReadonlyMap<number, number>
  /** Requests that came in. */
  readonly heard: () => number
}

export interface PortMapperHabits {
  readonly speaks: 'both' | 'natpmp' | 'nothing'
  /** Requests that are lost before the first that is heard. */
  readonly loses?: number
  /** Answers from another port than the one that was asked. */
  readonly elsewhere?: boolean
}

const outside = [203, 0, 113, 7]

/** A router's NAT-PMP and PCP, written from the figures of the RFCs and not from our codecs. Never maps below 20. */
export async function portMapper({ speaks, loses = 0, elsewhere = false }: PortMapperHabits): Promise<PortMapper> {
  const table = new Map<number, number>()
  const nonces = new Map<number, string>()
  let heard = 0
  // Nobody else's: the port is fixed, and other tests may be under way.
  const address = `127.${randomInt(1, 255)}.${randomInt(256)}.${randomInt(1, 255)}`
  const socket = await bound(address, 5351)
  const mouth = elsewhere ? await bound(address, 0) : socket
  socket.on('message', (request, from) => {
    heard += 1
    if (heard <= loses || speaks === 'nothing') return
    const reply = request[0] === 0 ? natPmp(request) : speaks === 'both' ? pcp(request, from.address) : older(request)
    mouth.send(reply, from.port, from.address)
  })
  return { place: { family: 'v4', address, local: '127.0.0.1' }, table, heard: () => heard }

  function older(request: Buffer): Buffer {
    return Buffer.from([0, 0x80 | (request[1] ?? 0), 0, 1, 0, 0, 0, 9])
  }

  function natPmp(request: Buffer): Buffer {
    const [, opcode = 0] = request
    const header = [0, 0x80 | opcode, 0, 0, 0, 0, 0, 9]
    if (opcode === 0) return Buffer.from([...header, ...outside])
    const internal = request.readUInt16BE(4)
    const granted = request.readUInt32BE(8) === 0 ? drop(internal) : grant(internal, request.readUInt16BE(6))
    const reply = Buffer.concat([Buffer.from(header), request.subarray(4, 12)])
    reply.writeUInt16BE(granted, 10)
    return reply
  }

  function pcp(request: Buffer, from: string): Buffer {
    const reply = Buffer.from(request)
    reply[1] = 0x80 | (request[1] ?? 0)
    reply.writeUInt32BE(9, 8)
    reply.fill(0, 12, 24)
    reply[3] = resultOf(request, from, reply)
    return reply
  }

  function resultOf(request: Buffer, from: string, reply: Buffer): number {
    if ([...request.subarray(20, 24)].join('.') !== from) return 12
    if (request[1] === 0) return 0
    const [internal, wanted] = [request.readUInt16BE(40), request.readUInt16BE(42)]
    const nonce = request.toString('hex', 24, 36)
    if ((nonces.get(internal) ?? nonce) !== nonce) return 2
    if (request.readUInt32BE(4) === 0) {
      drop(internal)
      return 0
    }
    const strict = request.length === 64 && request[60] === 2
    if (strict && (wanted < 20 || (table.get(wanted) ?? internal) !== internal)) return 11
    reply.writeUInt16BE(grant(internal, wanted), 42)
    reply.fill(0xff, 54, 56).set(outside, 56)
    nonces.set(internal, nonce)
    return 0
  }

  /** The port that was wanted, or the next one that is free. */
  function grant(internal: number, wanted: number): number {
    let external = Math.max(wanted, 20)
    while ((table.get(external) ?? internal) !== internal) external += 1
    table.set(external, internal)
    return external
  }

  function drop(internal: number): number {
    for (const [external, leadsTo] of table) if (leadsTo === internal) table.delete(external)
    nonces.delete(internal)
    return 0
  }
}

async function bound(address: string, port: number): Promise<Socket> {
  const socket = createSocket('udp4')
  socket.bind(port, address)
  await once(socket, 'listening')
  onTestFinished(() => void socket.close())
  return socket
}
