import { createSocket } from 'node:dgram'
import { createServer, type Server, type Socket } from 'node:net'
import { loopback } from './addresses.ts'
import type { Fake } from './fake.ts'
import { answerQuestion, type NameServerOptions } from './names/answer-question.ts'
import { openDatagrams } from './open-datagrams.ts'

/** A port that is free for UDP may be taken for TCP: by then, another one is tried. */
const mostTries = 20

/** A name server of the scripted internet, over UDP and TCP on one port. */
export async function fakeNameServer(options: NameServerOptions): Promise<Fake> {
  for (let tries = 1; ; tries += 1) {
    const udp = await overUdp(options)
    try {
      const tcp = await overTcp(options, udp.at.port)
      return { at: udp.at, close: async () => void (await Promise.all([udp.close(), tcp.close()])) }
    } catch (error) {
      await udp.close()
      if (tries === mostTries) throw error
    }
  }
}

function overUdp(options: NameServerOptions): Promise<Fake> {
  const socket = createSocket('udp4')
  socket.on('message', (message, from) => {
    const reply = answerQuestion(message, options, 'udp')
    if (reply !== undefined) socket.send(reply, from.port, from.address)
  })
  return openDatagrams(socket, loopback.v4)
}

async function overTcp(options: NameServerOptions, port: number): Promise<{ close(): Promise<void> }> {
  const callers = new Set<Socket>()
  const server = createServer((caller) => {
    callers.add(caller.on('close', () => callers.delete(caller)))
    converse(caller, options)
  })
  await listening(server, port)
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const caller of callers) caller.destroy()
      }),
  }
}

/** RFC 1035 §4.2.2: two octets of length before each message. */
function converse(caller: Socket, options: NameServerOptions): void {
  let heard = Buffer.alloc(0)
  caller.on('error', () => caller.destroy())
  caller.on('data', (chunk: Buffer) => {
    heard = Buffer.concat([heard, chunk])
    while (heard.length >= 2 && heard.length >= 2 + heard.readUInt16BE(0)) {
      const end = 2 + heard.readUInt16BE(0)
      const reply = answerQuestion(heard.subarray(2, end), options, 'tcp')
      heard = heard.subarray(end)
      if (reply === undefined) return caller.destroy()
      const length = Buffer.alloc(2)
      length.writeUInt16BE(reply.length)
      caller.write(Buffer.concat([length, reply]))
    }
  })
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen({ host: loopback.v4, port, exclusive: true }, resolve)
  })
}
