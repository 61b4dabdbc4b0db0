import { setMaxListeners } from 'node:events'
import { minAgent } from '../../probe-server/about.ts'
import { freshIdentity } from '../../probe-server/main.ts'
import type { AddressWitness, Asked } from '../core/asked.ts'
import { failed } from '../core/failure.ts'
import type { Journal } from '../core/journal.ts'
import type { Family, Hops, Line } from '../core/line.ts'
import { type RealLine, realLine } from '../system/line.ts'
import { nominalAddress, type Reroute } from '../system/reroute.ts'
import { rerouted } from '../system/rerouted.ts'
import { written } from '../system/endpoint.ts'
import { mailPorts } from '../wire/mail-port.ts'
import { home, hosts, loopback, ports, provider } from './addresses.ts'
import type { Fake } from './fake.ts'
import type { FakeRouter } from './fake-router/fake-router.ts'
import { homeMailServer } from './home-mail-server.ts'
import { homePorts } from './home-ports.ts'
import { homeRouter } from './home-router.ts'
import { identities } from './identities.ts'
import { openInternet, pageText, whoamiName } from './internet.ts'
import { memoryJournal } from './memory-journal.ts'
import { homeDomain, mailHost } from './names/home-zones.ts'
import { knownSignatures } from './names/internet-zones.ts'
import { lists } from './names/lists.ts'
import { demoPatience } from './patience.ts'
import type { LineSpec } from './scenario.ts'
import { localAddress, scriptedHost } from './scripted-host.ts'
import { openProbe } from './scripted-probe.ts'
import { scriptedPast } from './scripted-past.ts'
import { scriptedSockets } from './scripted-sockets.ts'
import { openStrangers } from './strangers.ts'
import { unhurried } from './unhurried.ts'
import { wayOf } from './way-of.ts'
import { waysOut } from './ways-out.ts'

/** A line, what is asked about it, and an internet around it: real sockets on loopback, under invented addresses. */
export interface World {
  readonly line: Line
  /** The same, untouched by the interruption. */
  readonly undoLine: Line
  readonly asked: Asked
  /** The same for both lines. */
  readonly journal: Journal
  /** What the router was asked, and what its table has now. */
  readonly router: Pick<FakeRouter, 'received' | 'table'>
  /** Everybody whom the agent has reached for so far, there or not: `192.168.1.1:5351`. */
  readonly reached: ReadonlySet<string>
  /** To be told of every check whose answer is known: in some worlds something happens then. */
  known(check: string): void
  /** Leaves nothing open. */
  close(): Promise<void>
}

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
  const identity = freshIdentity([mailHost, `mta-sts.${homeDomain}`])
  const server = await homeMailServer(spec, identity, life)
  if (server !== undefined) keep(server)
  const internet = await openInternet({ spec, families, seenAs: publicAddress, identity, signal: life, keep })
  const router = await homeRouter(spec, families, publicAddress.v4, keep)
  const own = await homePorts({ spec, families, publicAddress, server: server?.at, router, signal: life, keep })

  const who = identities(spec, publicAddress, router.answersFrom)
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
        return { ...outside, ...own.outside() }
      },
      self: selves(hosts.probe),
      onConnecting: who.onConnecting.probe,
    },
    callerOf: who.seenByProbe,
  })
  closers.push(probe.close)

  const strangers = await openStrangers({
    spec,
    publicAddress: publicAddress.v4,
    outside: own.outside,
    onCalling: who.callsAs,
    signal: life,
    keep,
  })
  const away = await waysOut({ spec, internet, probe, signal: life, keep, onOtherWay: who.leavesElsewhere })
  const reached = new Set<string>()
  const map: Reroute = {
    get dial() {
      return { ...away, ...strangers.ways, ...router.ways, ...own.inside() }
    },
    listen: own.listen,
    onListen: own.onListen,
    self: selves({ v4: localAddress(spec), v6: home.machineV6 }),
    get callers() {
      return who.callers()
    },
    onReach: (to) => void reached.add(written(to)),
    onConnecting: who.onConnecting.agent,
    resolvers: [{ address: home.router, port: ports.dns }],
  }
  const awaited = new Set<string>(spec.event?.after)
  const host = scriptedHost(spec, () => scriptedSockets(spec, server, (real) => nominalAddress(map, real)))
  const journal = memoryJournal()
  const past = scriptedPast(spec.past, Date.now())
  const open = (until: AbortSignal): RealLine => {
    // To vouch for oneself is as good in the demo as a public certificate elsewhere.
    const authorities = [identity.certificate]
    const given = { patience: demoPatience, host, hops: noHops, past, journal, resolvers: [], authorities }
    const line = realLine({ signal: until, ...given })
    closers.push(() => line.close())
    return line
  }
  const scripted = (line: Line) => unhurried(rerouted(line, map), map, wayOf(spec))
  return {
    line: scripted(open(signal)),
    undoLine: scripted(open(life)),
    journal,
    router,
    reached,
    asked: {
      release: minAgent,
      probes: spec.probe === 'none' ? [] : [probe.asked],
      stun: [hosts.stun, hosts.otherStun].map(({ name }) => ({ host: name, port: ports.stun })),
      servers: mailPorts.map((port) => ({ host: hosts.exchanger.name, port })),
      portal: { url: `http://${hosts.portal.name}/`, body: pageText },
      ...(spec.nameServers !== undefined && { addressWitnesses }),
      ...strangers.asked,
      ...spec.named,
      blocklists: Object.values(lists),
      validation: signatures,
      ...(spec.relay !== undefined && { relay: { host: hosts.relay.name, port: ports.relay } }),
    },
    known(check) {
      awaited.delete(check)
      if (spec.event === undefined || awaited.size > 0) return
      if (spec.event.happens === 'address-changes') who.changeAddress()
      else void probe.close()
    },
  }
}

/** The second one is looked up by its name. */
const addressWitnesses: readonly AddressWitness[] = [
  { server: hosts.nameServer, question: whoamiName.address, types: { v4: 'A' } },
  { server: { name: hosts.otherNameServer.name }, question: whoamiName.text, types: { v4: 'TXT' } },
]

const signatures: NonNullable<Asked['validation']> = {
  ...knownSignatures,
  resolvers: [hosts.openResolver.v4, hosts.otherResolver.v4],
}

function selves({ v4, v6 }: { readonly v4: string; readonly v6: string }): NonNullable<Reroute['self']> {
  return { v4: { nominal: v4, real: loopback.v4 }, v6: { nominal: v6, real: loopback.v6 } }
}
