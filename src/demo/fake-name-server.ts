import { createSocket } from 'node:dgram'
import { type Answer, AUTHORITATIVE_ANSWER, decode, encode, type Packet, RECURSION_AVAILABLE } from 'dns-packet'
import { loopback } from './addresses.ts'
import type { Fake } from './fake.ts'
import { openDatagrams } from './open-datagrams.ts'

export interface Named {
  readonly name: string
  readonly v4: string
  readonly v6: string
}

/** RFC 1035 §4.1.1. */
const nameError = 3
const ttl = 300

/** The name server of the scripted internet, over UDP: knows the addresses of its hosts, and nothing else exists. */
export async function fakeNameServer(hosts: readonly Named[]): Promise<Fake> {
  const socket = createSocket('udp4')
  socket.on('message', (message, from) => {
    const reply = replyTo(message, hosts)
    if (reply !== undefined) socket.send(reply, from.port, from.address)
  })
  return openDatagrams(socket, loopback.v4)
}

function replyTo(message: Buffer, hosts: readonly Named[]): Buffer | undefined {
  let query: Packet
  try {
    query = decode(message)
  } catch {
    // Whatever else knocks at a port of this machine.
    return undefined
  }
  const question = query.questions?.[0]
  if (question === undefined) return undefined
  const host = hosts.find(({ name }) => name === question.name.toLowerCase())
  return encode({
    type: 'response',
    id: query.id ?? 0,
    flags: AUTHORITATIVE_ANSWER | RECURSION_AVAILABLE | (host === undefined ? nameError : 0),
    questions: [question],
    answers: host === undefined ? [] : answers(host, question.type),
  })
}

function answers({ name, v4, v6 }: Named, type: string): Answer[] {
  if (type === 'A') return [{ type, name, ttl, data: v4 }]
  return type === 'AAAA' ? [{ type, name, ttl, data: v6 }] : []
}
