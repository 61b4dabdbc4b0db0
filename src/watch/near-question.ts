import { type Failure, failed, type Outcome, success } from '../core/failure.ts'
import type { Family, Line } from '../core/line.ts'
import { familyOf } from '../protocols/addresses.ts'
import { questionMs } from './question-ms.ts'
import { timed, type Went } from './timed.ts'

/** How a router nearby is asked whether it is there. */
export type NearQuestion =
  /** A TCP connection that is ended as soon as it stands. */
  | { readonly by: 'connection'; readonly port: number }
  /** A datagram to a port on which nobody listens: the refusal is the answer (RFC 1122 §3.2.2.1). */
  | { readonly by: 'datagram' }
  /** The system's own ping. A process each time: tens of times as dear as the others. */
  | { readonly by: 'echo' }

/** Where traceroute begins: a port that nobody uses, by a custom that routers know. */
const unusedPort = 33_434

/** Asks a router, at the literal `address`, and takes a refusal for the answer that it is. */
export async function askNear(line: Line, address: string, question: NearQuestion): Promise<Went> {
  const { went } = await timed(line.clock, () => asked(line, address, question), isThere)
  return went
}

function asked(line: Line, address: string, question: NearQuestion): Promise<Outcome<void>> {
  switch (question.by) {
    case 'connection':
      return connected(line, address, question.port)
    case 'datagram':
      return sentDatagram(line, address)
    case 'echo':
      return echoed(line, address)
  }
}

/** An open port and a closed one both prove that somebody is there. */
function isThere(failure: Failure): boolean {
  return failure === 'refused' || failure === 'reset'
}

async function connected(line: Line, address: string, port: number): Promise<Outcome<void>> {
  const dialled = await line.dial({ address, port }, { connectMs: questionMs, knock: true })
  return dialled.ok ? success(undefined) : dialled
}

async function sentDatagram(line: Line, address: string): Promise<Outcome<void>> {
  const peer = { address, port: unusedPort }
  const family: Family = familyOf(address) ?? 'v4'
  const socket = await line.datagrams({ family, peer })
  if (!socket.ok) return socket
  try {
    const sent = await socket.value.send(peer, new Uint8Array(1))
    if (!sent.ok) return sent
    const heard = await socket.value.receive(questionMs)
    return heard.ok ? success(undefined) : heard
  } finally {
    socket.value.close()
  }
}

async function echoed(line: Line, address: string): Promise<Outcome<void>> {
  const reply = await line.hops.echo(address, { ms: questionMs })
  if (!reply.ok) return reply
  // A router on the way that answers in its place says that it is not there.
  return reply.value.kind === 'reached' ? success(undefined) : failed('host-unreachable')
}
