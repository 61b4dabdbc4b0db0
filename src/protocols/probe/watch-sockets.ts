import type { Failure } from '../../core/failure.ts'
import type { TcpSocket } from '../../core/host.ts'
import type { Line } from '../../core/line.ts'
import type { Address } from '../../core/mark.ts'
import { deadlineOf } from '../deadline.ts'

/** Whether a connection of the probe reached this machine, as its own table of sockets tells. */
export interface SocketSeen {
  readonly seen: boolean
  /** The furthest it was seen to come. */
  readonly state?: 'syn-received' | 'established' | 'closing'
  /** Whom the machine takes the peer for: a router that hides callers behind its own address shows here. */
  readonly from?: Address
  /** Why the table could not be read. */
  readonly failure?: Failure
}

export interface SocketWanted {
  /** The port of this machine. */
  readonly port: number
  /** The port that the probe said it dials from. */
  readonly sourcePort: number
}

/** The probe holds a connection for 1.5 s; a quick refusal or a half-open one is gone sooner. */
const everyMs = 100
/** A socket that is closing was established before; one that is half-open may come to nothing. */
const furthest = ['syn-received', 'established', 'closing'] as const

/**
 * Looks into this machine's table of sockets, ten times a second for at most `forMs`, until the probe's connection to a
 * server here is seen. The address is not compared: routers rewrite it, and the source port is drawn by the probe.
 *
 * `over` ends it early: the probe has hung up, so what was not seen is not going to be.
 *
 * A connection that was seen half-open is looked at until the time is over: our answer may be what gets lost.
 */
export async function watchSockets(
  line: Line,
  wanted: SocketWanted,
  forMs: number,
  over: () => boolean = () => false,
): Promise<SocketSeen> {
  let best: SocketSeen = { seen: false }
  const looks = Math.max(1, Math.ceil(forMs / everyMs))
  const deadline = deadlineOf(line.clock, forMs)
  for (let look = 0; look < looks; look += 1) {
    const sockets = await line.host.sockets()
    if (!sockets.ok) return best.seen ? best : { seen: false, failure: sockets.failure }
    best = better(best, sockets.value, wanted)
    if (best.state === 'established' || best.state === 'closing') return best
    const left = deadline.left()
    if (left <= 0 || look + 1 === looks || over()) break
    await line.clock.pause(Math.min(everyMs, left))
  }
  return best
}

function better(best: SocketSeen, sockets: readonly TcpSocket[], { port, sourcePort }: SocketWanted): SocketSeen {
  for (const state of furthest.toReversed()) {
    const found = sockets.find(
      (socket) => socket.state === state && socket.local.port === port && socket.remote.port === sourcePort,
    )
    if (found !== undefined) return { seen: true, state, from: found.remote.address }
  }
  return best
}
