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

/** Texts by their names, in lower case. */
export type Texts = Readonly<Record<string, string>>

/**
 * The name server of the scripted internet, over UDP: knows the addresses of its hosts and a few texts, and nothing else
 * exists.
 */
export async function fakeNameServer(hosts: readonly Named[], texts: Texts = {}): Promise<Fake> {
  const socket = createSocket('udp4')
  socket.on('message', (message, from) => {
    const reply = replyTo(message, hosts, texts)
    if (reply !== undefined) socket.send(reply, from.port, from.address)
  })
  return openDatagrams(socket, loopback.v4)
}

function replyTo(message: Buffer, hosts: readonly Named[], texts: Texts): Buffer | undefined {
  let query: Packet
  try {
    query = decode(message)
  } catch {
    // Whatever else knocks at a port of this machine.
    return undefined
  }
  const question = query.questions?.[0]
  if (question === undefined) return undefined
  const asked = question.name.toLowerCase()
  const host = hosts.find(({ name }) => name === asked)
  const text = Object.hasOwn(texts, asked) ? texts[asked] : undefined
  const exists = host !== undefined || text !== undefined
  return encode({
    type: 'response',
    id: query.id ?? 0,
    flags: AUTHORITATIVE_ANSWER | RECURSION_AVAILABLE | (exists ? 0 : nameError),
    questions: [question],
    answers: [
      ...(host === undefined ? [] : addresses(host, question.type)),
      ...(text !== undefined && question.type === 'TXT'
        ? [{ type: 'TXT' as const, name: question.name, ttl, data: text }]
        : []),
    ],
  })
}

function addresses({ name, v4, v6 }: Named, type: string): Answer[] {
  if (type === 'A') return [{ type, name, ttl, data: v4 }]
  return type === 'AAAA' ? [{ type, name, ttl, data: v6 }] : []
}
