import { failed, type Outcome, success } from '../../core/failure.ts'
import type { Datagrams, Endpoint, Family, Line } from '../../core/line.ts'
import { familyOf, sameAddress } from '../addresses.ts'
import { type Deadline, deadlineOf } from '../deadline.ts'
import { decodeBindingReply, encodeBindingRequest, transactionBytes } from './binding.ts'

export interface StunReply {
  /** What the server saw us as. */
  readonly mapped: Endpoint
  /** What we sent from. */
  readonly local: Endpoint
}

/**
 * How long to wait after each request, ms: RFC 8489 §6.2.1 waits 500 ms, then twice as long each time, 39.5 s in all. A
 * server that has not answered three requests by then will not.
 */
const waitsMs = [500, 1000, 500] as const
/** Stray datagrams that are passed over: enough for late duplicates, too few to keep us busy. */
const maxStrays = 64

/**
 * Asks one STUN server (RFC 8489, over UDP) which address it sees. Takes 2 s at most, or as long as `waits` together: a
 * request is sent before each of them, and whoever wants to know when the one was sent that was answered gives one.
 *
 * Only a reply from the very endpoint that was asked, with the transaction id that was drawn for it, counts. Fails
 * `timed-out`, `refused` (the server answers with an error), `malformed` (it answers, but never properly), or as the
 * socket does.
 */
export async function askStun(
  line: Line,
  server: Endpoint,
  family: Family,
  waits: readonly number[] = waitsMs,
): Promise<Outcome<StunReply>> {
  const socket = await line.datagrams({ family })
  if (!socket.ok) return socket
  try {
    return await exchange(line, socket.value, server, family, waits)
  } finally {
    socket.value.close()
  }
}

async function exchange(
  line: Line,
  socket: Datagrams,
  server: Endpoint,
  family: Family,
  waits: readonly number[],
): Promise<Outcome<StunReply>> {
  const transaction = line.random(transactionBytes)
  const request = encodeBindingRequest(transaction)
  const ignored = { strays: 0, malformed: false }
  for (const waitMs of waits) {
    const sent = await socket.send(server, request)
    if (!sent.ok) return sent
    const reply = await replyBy(deadlineOf(line.clock, waitMs), socket, server, transaction, ignored)
    if (reply === undefined) continue
    if (!reply.ok) return reply
    if (familyOf(reply.value.address) !== family) return failed('malformed', 'an address of the other family')
    return success({ mapped: reply.value, local: socket.local })
  }
  return ignored.malformed ? failed('malformed', 'no proper reply') : failed('timed-out')
}

/** The reply, or undefined where none came in time. */
async function replyBy(
  deadline: Deadline,
  socket: Datagrams,
  server: Endpoint,
  transaction: Uint8Array,
  ignored: { strays: number; malformed: boolean },
): Promise<Outcome<Endpoint> | undefined> {
  for (let ms = deadline.left(); ms > 0; ms = deadline.left()) {
    const datagram = await socket.receive(ms)
    if (!datagram.ok) return datagram.failure === 'timed-out' ? undefined : datagram
    const { from, data } = datagram.value
    const fromServer = from.port === server.port && sameAddress(from.address, server.address)
    if (fromServer) {
      const reply = decodeBindingReply(data, transaction)
      if (reply.ok || reply.failure !== 'malformed') return reply
      ignored.malformed = true
    }
    ignored.strays += 1
    if (ignored.strays > maxStrays) return failed('too-much', 'a flood of stray datagrams')
  }
  return undefined
}
