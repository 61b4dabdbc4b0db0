import { failed, type Outcome, success } from '../../../../src/core/failure.ts'
import type { Datagram, DatagramOptions, Datagrams, Line } from '../../../../src/core/line.ts'
import type { RouterPlace } from '../../../../src/protocols/router/router-place.ts'
import { silentLine } from '../../silent-line.ts'
import { type VirtualClock, virtualClock } from '../../virtual-clock.ts'

export const place: RouterPlace = { family: 'v4', address: '192.168.1.1', local: '192.168.1.10' }
export const place6: RouterPlace = { family: 'v6', address: 'fe80::1%eth0', local: '2001:db8:1:1::10' }

export interface Reply {
  /** After the request that it is for, ms. */
  readonly afterMs: number
  readonly data: Uint8Array
  /** The router, port 5351, unless told. */
  readonly from?: { readonly address?: string; readonly port?: number }
}

export interface ScriptedRouter {
  readonly line: Line
  readonly clock: VirtualClock
  readonly requests: readonly { readonly atMs: number; readonly data: Uint8Array }[]
  readonly opened: readonly DatagramOptions[]
  readonly closed: () => number
}

/** A line with a router that answers each request (counted from 0) as it is told, on a clock that only waiting moves. */
export function scriptedRouter(
  replies: (request: Uint8Array, index: number) => readonly Reply[],
  options: { readonly at?: RouterPlace; readonly send?: Outcome<void>; readonly receive?: Outcome<Datagram> } = {},
): ScriptedRouter {
  const { at = place, send = success(undefined) } = options
  const clock = virtualClock()
  const requests: { atMs: number; data: Uint8Array }[] = []
  const opened: DatagramOptions[] = []
  const onTheWay: { atMs: number; datagram: Datagram }[] = []
  let closed = 0
  const socket: Datagrams = {
    local: { address: at.local, port: 50_000 },
    async send(_to, data) {
      for (const { afterMs, data: reply, from } of replies(data, requests.length)) {
        const sender = { address: from?.address ?? at.address, port: from?.port ?? 5351 }
        onTheWay.push({ atMs: clock.elapsed() + afterMs, datagram: { from: sender, data: reply } })
      }
      onTheWay.sort((one, other) => one.atMs - other.atMs)
      requests.push({ atMs: clock.elapsed(), data })
      return send
    },
    async receive(ms) {
      if (options.receive !== undefined) return options.receive
      const next = onTheWay[0]
      const waitMs = next === undefined ? ms : Math.max(0, next.atMs - clock.elapsed())
      clock.advance(Math.min(waitMs, ms))
      if (next === undefined || waitMs > ms) return failed('timed-out')
      onTheWay.shift()
      return success(next.datagram)
    },
    close: () => {
      closed += 1
    },
  }
  const line = silentLine({
    clock,
    async datagrams(wanted) {
      opened.push(wanted)
      return success(socket)
    },
  })
  return { line, clock, requests, opened, closed: () => closed }
}
