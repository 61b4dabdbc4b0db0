import { createSocket } from 'node:dgram'
import { createServer } from 'node:net'
import { decode, encode, type Packet } from 'dns-packet'
import { onTestFinished } from 'vitest'
import type { Endpoint } from '../../../src/core/line.ts'

export interface NameServer {
  readonly at: Endpoint
  /** Questions so far, as `udp A name`. */
  readonly asked: string[]
}

/** What a name server does with a query: the replies to send, in order; none to stay silent. */
export type Answering = (query: Packet, over: 'udp' | 'tcp') => readonly Packet[]

/** A name server on loopback, over UDP and TCP on the same port. Closed when the test ends. */
export async function nameServer(answering: Answering): Promise<NameServer> {
  const asked: string[] = []
  const answers = (message: Buffer, over: 'udp' | 'tcp') => {
    const query = decode(message)
    const [question] = query.questions ?? []
    // Whoever asks spells a name as they like.
    asked.push(`${over} ${question?.type} ${question?.name.toLowerCase()}`)
    return answering(query, over).map((reply) => encode(reply))
  }
  const udp = createSocket('udp4')
  udp.on('message', (message, from) => {
    for (const reply of answers(message, 'udp')) udp.send(reply, from.port, from.address)
  })
  await new Promise<void>((resolve) => udp.bind(0, '127.0.0.1', resolve))
  const { port } = udp.address()
  const tcp = createServer((socket) => {
    socket.on('error', () => {})
    socket.on('data', (framed) => {
      for (const reply of answers(framed.subarray(2), 'tcp')) {
        const length = Buffer.from([reply.length >> 8, reply.length & 0xff])
        // In pieces, as a slow server sends it.
        socket.write(length.subarray(0, 1))
        setImmediate(() => socket.write(Buffer.concat([length.subarray(1), reply])))
      }
    })
  })
  await new Promise<void>((resolve) => tcp.listen(port, '127.0.0.1', resolve))
  onTestFinished(() => {
    udp.close()
    tcp.close()
  })
  return { at: { address: '127.0.0.1', port }, asked }
}

/** A reply to the query, NOERROR with these addresses unless told. */
export function reply(
  query: Packet,
  addresses: readonly string[],
  more: Partial<Packet> & { rcode?: number } = {},
): Packet {
  const { rcode = 0, ...rest } = more
  const name = query.questions?.[0]?.name ?? ''
  return {
    type: 'response',
    id: query.id ?? 0,
    // RD and RA.
    flags: 0x0180 | rcode,
    questions: query.questions ?? [],
    answers: addresses.map((data) => ({ type: 'A', name, ttl: 60, data })),
    ...rest,
  }
}
