import { type Answer, AUTHORITATIVE_ANSWER, decode, encode, type Packet } from 'dns-packet'
import { createSocket } from 'node:dgram'
import { createServer } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Endpoint } from '../../../src/core/line.ts'
import { nameServer, reply } from './name-server.ts'
import { openLine } from './open-line.ts'
import { valueOf } from './value-of.ts'

const question = { name: 'mail.example.org', type: 'A' } as const
const ask = (server: Endpoint, more = {}) => openLine().ask({ ...question, server, ms: 3000, ...more })

/** As some forwarders do it. */
function inLowerCase(query: Packet): Packet {
  return { ...query, questions: query.questions?.map((each) => ({ ...each, name: each.name.toLowerCase() })) ?? [] }
}

/** A name server on loopback that speaks UDP alone; its nth reply is of the nth kind, the last for all later ones. */
async function udpOnly(...replies: readonly ((query: Packet) => Packet)[]): Promise<Endpoint & { heard: Packet[] }> {
  const heard: Packet[] = []
  const socket = createSocket('udp4')
  socket.on('message', (message, from) => {
    const query = decode(message)
    const answering = replies[Math.min(heard.length, replies.length - 1)]
    heard.push(query)
    if (answering !== undefined) socket.send(encode(answering(query)), from.port, from.address)
  })
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  onTestFinished(() => void socket.close())
  return { address: '127.0.0.1', port: socket.address().port, heard }
}

describe('the spelling of a question', () => {
  it('is another one each time, and the same name', async () => {
    const server = await udpOnly((query) => reply(query, ['192.0.2.25']))
    const line = openLine()
    for (let round = 0; round < 6; round += 1) expect((await line.ask({ ...question, server })).ok).toBe(true)
    const spellings = server.heard.map((query) => query.questions?.[0]?.name ?? '')
    expect(new Set(spellings.map((each) => each.toLowerCase()))).toEqual(new Set([question.name]))
    // 14 letters: six of one spelling are one chance in 2^70.
    expect(new Set(spellings).size).toBeGreaterThan(1)
  })

  it('sends whoever does not repeat it to TCP, where its word counts', async () => {
    const server = await nameServer((query, over) => [
      reply(inLowerCase(query), [over === 'udp' ? '203.0.113.66' : '192.0.2.25']),
    ])
    expect(valueOf(await ask(server.at)).answers).toMatchObject([{ data: '192.0.2.25' }])
    expect(server.asked).toEqual(['udp A mail.example.org', 'tcp A mail.example.org'])
  })

  it('keeps a denial from being believed as well', async () => {
    const server = await nameServer((query, over) => [
      over === 'udp' ? reply(inLowerCase(query), [], { rcode: 3 }) : reply(query, ['192.0.2.25']),
    ])
    expect(valueOf(await ask(server.at)).answers).toMatchObject([{ data: '192.0.2.25' }])
  })

  it('is done without where a server knows neither it nor TCP, and says the same twice', async () => {
    const server = await udpOnly((query) => reply(inLowerCase(query), ['192.0.2.25', '192.0.2.26']))
    expect(valueOf(await ask(server)).answers).toMatchObject([{ data: '192.0.2.25' }, { data: '192.0.2.26' }])
    const denying = await udpOnly((query) => reply(inLowerCase(query), [], { rcode: 3 }))
    expect(await ask(denying)).toMatchObject({ failure: 'name-not-found' })
  })

  it('is what such a server fails by, where it says two things', async () => {
    const server = await udpOnly(
      (query) => reply(inLowerCase(query), ['203.0.113.66']),
      (query) => reply(inLowerCase(query), ['192.0.2.25']),
    )
    expect(await ask(server)).toMatchObject({ failure: 'lookup-failed' })
  })

  it('changes the id with each attempt', async () => {
    const server = await udpOnly((query) => reply(inLowerCase(query), ['192.0.2.25']))
    await ask(server)
    expect(server.heard).toHaveLength(2)
    expect(new Set(server.heard.map((query) => query.id)).size).toBe(2)
  })
})

describe('a server from before EDNS', () => {
  const formatError = 1
  const hasOpt = (query: Packet) => (query.additionals ?? []).length > 0

  it('is asked again without it', async () => {
    const server = await udpOnly((query) =>
      hasOpt(query) ? reply(query, [], { flags: 0x8180 | formatError }) : reply(query, ['192.0.2.25']),
    )
    const found = valueOf(await ask(server))
    expect(found).toMatchObject({ answers: [{ data: '192.0.2.25' }], edns: false })
    expect(server.heard.map(hasOpt)).toEqual([true, false])
  })

  it('is not asked for ever', async () => {
    const server = await udpOnly((query) => reply(query, [], { flags: 0x8180 | formatError }))
    expect(await ask(server)).toMatchObject({ failure: 'lookup-failed' })
    expect(server.heard).toHaveLength(2)
  })
})

describe("a zone's own name server", () => {
  it('is asked for no recursion, and believed with authority alone', async () => {
    const knowing = await udpOnly((query) => reply(query, [], { flags: AUTHORITATIVE_ANSWER | 3 }))
    expect(await ask(knowing, { authoritative: true })).toMatchObject({ failure: 'name-not-found' })
    // RD.
    expect((knowing.heard[0]?.flags ?? 0) & 0x0100).toBe(0)
    const asking = await udpOnly((query) => reply(query, [], { rcode: 3 }))
    expect(await ask(asking, { authoritative: true })).toMatchObject({ failure: 'lookup-failed' })
  })
})

describe('a reply over TCP', () => {
  const text = { name: question.name, type: 'TXT' } as const
  const cut = (query: Packet) => reply(query, [], { flags: 0x0380 })

  it('may have 64 KiB', async () => {
    // 230 records of 284 bytes, their names written in full.
    const strings = 230
    const long = (query: Packet) => {
      const name = query.questions?.[0]?.name ?? ''
      const record: Answer = { type: 'TXT', name, ttl: 1, data: ['x'.repeat(255)] }
      const answers = Array.from({ length: strings }, () => record)
      return reply(query, [], { answers })
    }
    const server = await nameServer((query, over) => [over === 'udp' ? cut(query) : long(query)])
    expect(valueOf(await ask(server.at, text)).answers).toHaveLength(strings)
  })

  it('is no reply before it has the length that it announces, and none beyond', async () => {
    const server = await tcpSaying((query) => [Buffer.from([0xff, 0xff]), encode(reply(query, ['192.0.2.25']))])
    expect(await ask(server, { ms: 300 })).toMatchObject({ failure: 'timed-out' })
    const short = await tcpSaying((query) => [Buffer.from([0, 4]), encode(reply(query, ['192.0.2.25']))])
    expect(await ask(short)).toMatchObject({ failure: 'malformed' })
    const empty = await tcpSaying(() => [Buffer.from([0, 0])])
    expect(await ask(empty)).toMatchObject({ failure: 'malformed' })
  })

  /** Cuts its replies over UDP, and over TCP sends these bytes and stays. */
  async function tcpSaying(bytes: (query: Packet) => readonly Buffer[]): Promise<Endpoint> {
    const server = await udpOnly(cut)
    const tcp = createServer((socket) => {
      socket.on('error', () => {})
      socket.once('data', (framed) => {
        for (const piece of bytes(decode(framed.subarray(2)))) socket.write(piece)
      })
    })
    await new Promise<void>((resolve) => tcp.listen(server.port, server.address, resolve))
    onTestFinished(() => void tcp.close())
    return server
  }
})
