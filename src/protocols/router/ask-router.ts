import type { Failure, Outcome } from '../../core/failure.ts'
import type { Line } from '../../core/line.ts'
import { sameAddress } from '../addresses.ts'
import { deadlineOf } from '../deadline.ts'
import type { RouterPlace } from './router-place.ts'

/** Where a router listens for NAT-PMP and for PCP (RFC 6886 §1.1, RFC 6887 §19.1). */
const routerPort = 5351
/**
 * The wait after the first request, ms; each further one is twice as long (RFC 6886 §3.1). PCP would begin with 3 s
 * (RFC 6887 §8.1.1), which is about all the time that there is for a router one hop away.
 */
const firstWaitMs = 250
/** Datagrams that are passed over: enough for late duplicates, too few to keep us busy. */
const maxStrays = 64

/** How a question to the router ended. */
export type RouterReply<T> =
  | { readonly kind: 'answer'; readonly value: T }
  /** Nothing came from the router (`timed-out`), or word that nothing will (`refused`, `unsupported`). */
  | { readonly kind: 'absent'; readonly failure: Failure }
  /** Something came from the router, and none of it was an answer. */
  | { readonly kind: 'broken'; readonly failure: Failure }

/**
 * Asks the router in one datagram, again and again for `ms` in all, until `read` finds the answer in a reply.
 *
 * Only what comes from the router's own address and port is read. `read` fails `malformed` for what is no answer to
 * this very question: that is passed over in silence (RFC 6887 §8.3); any other failure of it is the end.
 */
export async function askRouter<T>(
  line: Line,
  place: RouterPlace,
  request: Uint8Array,
  read: (message: Uint8Array) => Outcome<T>,
  ms: number,
): Promise<RouterReply<T>> {
  const router = { address: place.address, port: routerPort }
  const opened = await line.datagrams({ family: place.family, address: place.local, peer: router })
  if (!opened.ok) return { kind: 'absent', failure: opened.failure }
  const socket = opened.value
  const passedOver = { all: 0, ofRouter: 0 }
  const end = (failure: Failure) => ({ kind: passedOver.ofRouter > 0 ? 'broken' : 'absent', failure }) as const
  try {
    for (const waitMs of waitsWithin(ms)) {
      const sent = await socket.send(router, request)
      if (!sent.ok) return end(sent.failure)
      const deadline = deadlineOf(line.clock, waitMs)
      for (let left = waitMs; left > 0; left = deadline.left()) {
        const datagram = await socket.receive(left)
        if (!datagram.ok) {
          if (datagram.failure === 'timed-out') break
          return end(datagram.failure)
        }
        const { from, data } = datagram.value
        if (from.port === router.port && sameAddress(from.address, router.address)) {
          const answer = read(data)
          if (answer.ok) return { kind: 'answer', value: answer.value }
          if (answer.failure !== 'malformed') return end(answer.failure)
          passedOver.ofRouter += 1
        }
        passedOver.all += 1
        if (passedOver.all > maxStrays) return end('too-much')
      }
    }
    return end(passedOver.ofRouter > 0 ? 'malformed' : 'timed-out')
  } finally {
    socket.close()
  }
}

/** The waits after each request: together `ms`, and none so short that its request could not be answered. */
function waitsWithin(ms: number): readonly number[] {
  const waits: number[] = []
  let left = ms
  for (let wait = firstWaitMs; left > 0; wait *= 2) {
    const next = left - wait < firstWaitMs ? left : wait
    waits.push(next)
    left -= next
  }
  return waits
}
