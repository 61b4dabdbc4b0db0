import { type Outcome, success } from '../core/failure.ts'
import type { DatagramOptions, Datagrams, Endpoint, Line } from '../core/line.ts'
import { rangeOf } from '../protocols/addresses.ts'
import { familyOf } from './endpoint.ts'
import { nominalAddress, type Reroute, route } from './reroute.ts'

/** The first loopback address, where the map names none of our own. */
const LOOPBACK = '127.0.0.1'

/** A UDP socket whose peers are led to loopback, and named by their invented endpoints when they answer. */
export async function reroutedDatagrams(
  line: Line,
  map: Reroute,
  options: DatagramOptions,
): Promise<Outcome<Datagrams>> {
  const self = map.self?.[options.family]
  const real = self?.real ?? LOOPBACK
  const peer = options.peer === undefined ? undefined : route(map, options.peer)
  // A peer that cannot be reached fails when it is written to, as it does without one.
  const opened = await line.datagrams({
    family: familyOf(real),
    address: real,
    ...(peer?.ok === true && { peer: peer.value }),
  })
  if (!opened.ok) return opened
  const inner = opened.value
  const local = {
    address: options.address ?? self?.nominal ?? inner.local.address,
    port: options.port || inner.local.port,
  }
  // Whom we have written to: an answer from that loopback endpoint is theirs.
  const written = new Map<string, Endpoint>()
  const key = (at: Endpoint) => `${at.address} ${at.port}`

  return success({
    local,
    async send(to, data) {
      const found = route(map, to)
      if (!found.ok) return found
      written.set(key(found.value), to)
      return inner.send(found.value, data)
    },
    async receive(ms) {
      const received = await inner.receive(ms)
      if (!received.ok) return received
      const { from, data } = received.value
      const asked = written.get(key(from))
      // Who was asked answers as who was asked, whoever else shares its loopback address. A multicast group does not
      // answer: its members do, each with an address of its own.
      if (asked !== undefined && rangeOf(asked.address) !== 'multicast') return success({ from: asked, data })
      return success({ from: named(nominalAddress(map, from), from, asked), data })
    },
    close: () => inner.close(),
  })
}

function named(address: string, from: Endpoint, asked: Endpoint | undefined): Endpoint {
  return { address, port: asked?.port ?? from.port }
}
