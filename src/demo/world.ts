import { setMaxListeners } from 'node:events'
import { minAgent } from '../../probe-server/about.ts'
import type { Asked } from '../core/asked.ts'
import { failed } from '../core/failure.ts'
import type { Family, Hops, Line, Past } from '../core/line.ts'
import { type RealLine, realLine } from '../system/line.ts'
import type { Reroute } from '../system/reroute.ts'
import { rerouted } from '../system/rerouted.ts'
import { written } from '../system/endpoint.ts'
import { mailPorts } from '../wire/mail-port.ts'
import { home, hosts, loopback, ports, provider } from './addresses.ts'
import type { Fake } from './fake.ts'
import { type FakeMailServer, fakeMailServer } from './fake-mail-server.ts'
import { homePorts } from './home-ports.ts'
import { openInternet } from './internet.ts'
import { demoPatience } from './patience.ts'
import type { LineSpec } from './scenario.ts'
import { localAddress, scriptedHost } from './scripted-host.ts'
import { openProbe } from './scripted-probe.ts'
import { unhurried } from './unhurried.ts'
import { wayOf } from './way-of.ts'
import { waysOut } from './ways-out.ts'

/** A line, what is asked about it, and an internet around it: real sockets on loopback, under invented addresses. */
export interface World {
  readonly line: Line
  /** The same, untouched by the interruption. */
  readonly undoLine: Line
  readonly asked: Asked
  /** To be told of every check whose answer is known: in some worlds something happens then. */
  known(check: string): void
  /** Leaves nothing open. */
  close(): Promise<void>
}

const noPast: Past = { permanence: async () => undefined, addresses: async () => [] }
const noHops: Hops = { echo: async () => failed('unsupported', 'pings go the scripted way') }

/** Opens everything that a line consists of. Throws where loopback itself does not play along. */
export async function openWorld(spec: LineSpec, signal: AbortSignal): Promise<World> {
  const life = new AbortController()
  // Everything on loopback waits for it: many listeners are no leak here.
  setMaxListeners(0, life.signal)
  const closers: (() => Promise<void>)[] = []
  const close = async () => {
    life.abort()
    await Promise.all(closers.splice(0).map((closer) => closer()))
  }
  try {
    return { ...(await build(spec, { signal, life: life.signal, closers })), close }
  } catch (error) {
    await close()
    throw error
  }
}

interface Site {
  readonly signal: AbortSignal
  readonly life: AbortSignal
  readonly closers: (() => Promise<void>)[]
}

async function build(spec: LineSpec, { signal, life, closers }: Site): Promise<Omit<World, 'close'>> {
  const keep = <F extends Fake>(fake: F): F => {
    closers.push(fake.close)
    return fake
  }
  const families: readonly Family[] = spec.v6 === undefined ? ['v4'] : ['v4', 'v6']
  const publicAddress = { v4: spec.uplink === 'carrier' ? provider.shared : provider.customer, v6: home.machineV6 }
  const server = spec.held === 'server-on-25' ? keep(await fakeMailServer('v4', 25, 'mail.home.test', life)) : undefined
  const internet = await openInternet({ families, seenAs: publicAddress, signal: life, keep })
  const own = homePorts({ spec, families, publicAddress, server: server?.at })

  let changed = false
  const outside: Record<string, Reroute['dial'][string]> = {}
  for (const family of families) {
    for (const port of mailPorts) {
      const real = internet.families[family]?.exchanger[port] ?? 'refused'
      const blocked = spec.probe === 'egress-blocked' && port === 25
      outside[written({ address: hosts.exchanger[family], port })] = blocked ? 'timed-out' : real
    }
  }
  const probe = await openProbe({
    spec,
    families,
    map: {
      get dial() {
        return { ...outside, ...own.outside }
      },
      self: selves(hosts.probe),
    },
    callerOf: (family) => (changed && family === 'v4' ? provider.nextCustomer : publicAddress[family]),
  })
  closers.push(probe.close)

  const map: Reroute = {
    dial: waysOut(spec, internet, probe),
    listen: own.listen,
    onListen: own.onListen,
    self: selves({ v4: localAddress(spec), v6: home.machineV6 }),
    // Nobody but the probe calls: it is the only one who knows where.
    callers: { [loopback.v4]: hosts.probe.v4, [loopback.v6]: hosts.probe.v6 },
    resolvers: [{ address: home.router, port: ports.dns }],
  }
  const host = scriptedHost(spec, () => socketsOf(server))
  const open = (until: AbortSignal): RealLine => {
    const line = realLine({ signal: until, patience: demoPatience, host, hops: noHops, past: noPast, resolvers: [] })
    closers.push(() => line.close())
    return line
  }
  const scripted = (line: Line) => unhurried(rerouted(line, map), map, wayOf(spec))
  return {
    line: scripted(open(signal)),
    undoLine: scripted(open(life)),
    asked: {
      release: minAgent,
      probes: spec.probe === 'none' ? [] : [probe.asked],
      stun: [hosts.stun, hosts.otherStun].map(({ name }) => ({ host: name, port: ports.stun })),
      servers: mailPorts.map((port) => ({ host: hosts.exchanger.name, port })),
    },
    known(check) {
      if (spec.event?.after !== check) return
      if (spec.event.happens === 'address-changes') changed = true
      else void probe.close()
    },
  }
}

function selves({ v4, v6 }: { readonly v4: string; readonly v6: string }): NonNullable<Reroute['self']> {
  return { v4: { nominal: v4, real: loopback.v4 }, v6: { nominal: v6, real: loopback.v6 } }
}

/** What the system's table of sockets shows of the mail server: who is connected to its port 25. */
function socketsOf(server: FakeMailServer | undefined) {
  return (server?.callers() ?? []).map(({ port }) => ({
    local: { address: home.machine, port: 25 },
    remote: { address: hosts.probe.v4, port },
    state: 'established' as const,
  }))
}
