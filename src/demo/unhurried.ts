import { isIP } from 'node:net'
import type { Dial } from '../../probe-server/settings.ts'
import { success } from '../core/failure.ts'
import type { Clock, Line } from '../core/line.ts'
import { ASK_MS } from '../system/ask.ts'
import { CONNECT_MS } from '../system/connect.ts'
import { REQUEST_MS } from '../system/request.ts'
import { waitFor } from '../system/deadline.ts'
import { familyOf, written } from '../system/endpoint.ts'
import type { Reroute } from '../system/reroute.ts'
import { demoRoom, hurried } from './patience.ts'
import { type ScriptedWay, scriptedHops } from './scripted-hops.ts'
import { unansweredDatagrams } from './unanswered-datagrams.ts'

/**
 * The same rerouted line, on which silence lasts half as long as it does in reality: where the map says `timed-out`,
 * nothing is heard until then. Pings go the scripted way, and are as slow to give up. Pauses are as short. Whoever is not silent
 * has room to answer.
 */
export function unhurried(line: Line, map: Reroute, way: ScriptedWay, within = Number.POSITIVE_INFINITY): Line {
  // No wait outlasts the time that there is for all of them.
  const clock: Clock = {
    ...line.clock,
    pause: (ms) => line.clock.pause(hurried(Math.min(ms, within))),
    patience: (line.clock.patience ?? 1) * demoRoom,
  }
  return {
    ...line,
    async dial(to, options) {
      const { connectMs = CONNECT_MS } = options ?? {}
      if (isSilent(map, written(to))) await clock.pause(connectMs)
      return line.dial(to, { ...options, connectMs: connectMs * demoRoom })
    },
    async request(wanted) {
      const { ms = REQUEST_MS } = wanted
      const { hostname, port } = new URL(wanted.url)
      const address = wanted.address ?? hostname.replace(/^\[(.*)\]$/, '$1')
      const [nameServer] = map.resolvers ?? []
      // A name is looked up first.
      const asked = isIP(address) === 0 ? nameServer : { address, port: Number(port) }
      if (asked !== undefined && isSilent(map, written(asked))) await clock.pause(ms)
      return line.request({ ...wanted, ms: ms * demoRoom })
    },
    async datagrams(options) {
      const opened = await line.datagrams(options)
      return opened.ok ? success(unansweredDatagrams(opened.value, (to) => isSilent(map, written(to)), clock)) : opened
    },
    async ask(question) {
      const { ms = ASK_MS, server = map.resolvers?.[0] } = question
      if (server !== undefined && isSilent(map, written(server))) await clock.pause(ms)
      return line.ask({ ...question, ms: ms * demoRoom })
    },
    clock,
    hops: scriptedHops(way, clock),
    within: (ms) => unhurried(line.within(ms * demoRoom), map, way, Math.min(ms, within)),
  }
}

/** The port that a connection of which nothing is heard is made from. */
export const silentPort = 40_002

/** The same for the dialler of the probe. */
export function unhurriedDial(dial: Dial, map: Reroute): Dial {
  return async (to, options, signal) => {
    if (isSilent(map, written(to))) {
      const address = map.self?.[familyOf(to.address)]?.nominal
      if (address !== undefined) options.onConnecting?.({ address, port: silentPort })
      await waitFor<void>(hurried(options.connectMs), signal, () => undefined)
    }
    return dial(to, options, signal)
  }
}

function isSilent({ dial }: Reroute, key: string): boolean {
  return dial[key] === 'timed-out'
}
