import { failed, type Outcome, success } from '../core/failure.ts'
import type { Family, HttpRequest, Line } from '../core/line.ts'
import { resolveHost } from '../protocols/dns/resolve-host.ts'
import { familyOf } from './endpoint.ts'
import { type Reroute, route } from './reroute.ts'
import { reroutedDatagrams } from './rerouted-datagrams.ts'
import { reroutedDial } from './rerouted-dial.ts'
import { reroutedListen } from './rerouted-listen.ts'

/**
 * The same line with every outside endpoint led to loopback, for the demo and the tests: real sockets, invented
 * addresses. What the map does not know fails `network-unreachable`; nothing falls through to the real network. Names are
 * asked of `map.resolvers`; a ping needs `map.hops`.
 */
export function rerouted(line: Line, map: Reroute): Line {
  const dial = reroutedDial((to, options) => line.dial(to, options), map)
  const listen = reroutedListen((at, serve) => line.listen(at, serve), map)
  const own: Line = {
    dial: (to, options = {}) => dial(to, options),
    listen,
    datagrams: (options) => reroutedDatagrams(line, map, options),
    async ask(question) {
      const servers = question.server === undefined ? (map.resolvers ?? []) : [question.server]
      const [server] = servers
      if (server === undefined) return failed('network-unreachable', 'no name server in the map')
      const real = route(map, server)
      if (!real.ok) return real
      const reply = await line.ask({ ...question, server: real.value })
      return reply.ok ? success({ ...reply.value, server }) : reply
    },
    async request(wanted) {
      const to = await meant(own, wanted)
      if (!to.ok) return to
      const real = route(map, to.value)
      if (!real.ok) return real
      const self = map.self?.[familyOf(to.value.address)]
      const { from: _from, ...others } = wanted
      const response = await line.request({ ...others, ...real.value, ...(self !== undefined && { from: self.real }) })
      return response.ok ? success({ ...response.value, remote: to.value }) : response
    },
    host: line.host,
    hops: map.hops ?? { echo: async (address) => failed('network-unreachable', `${address} is not in the map`) },
    past: line.past,
    journal: line.journal,
    clock: line.clock,
    random: (length) => line.random(length),
    within: (ms) => rerouted(line.within(ms), map),
  }
  return own
}

/** The endpoint that a request is for, its name resolved on the rerouted line. */
async function meant(line: Line, wanted: HttpRequest): Promise<Outcome<{ address: string; port: number }>> {
  if (!URL.canParse(wanted.url)) return failed('malformed', 'no http or https URL')
  const url = new URL(wanted.url)
  const port = wanted.port ?? (Number(url.port) || (url.protocol === 'https:' ? 443 : 80))
  if (wanted.address !== undefined) return success({ address: wanted.address, port })
  const name = url.hostname.replace(/^\[(.*)\]$/, '$1')
  let last: Outcome<{ address: string; port: number }> = failed('no-data')
  const families: readonly Family[] = wanted.family === undefined ? ['v4', 'v6'] : [wanted.family]
  for (const family of families) {
    const address = await resolveHost(line, family, name)
    if (address.ok) return success({ address: address.value, port })
    last = address
  }
  return last
}
