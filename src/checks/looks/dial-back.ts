import { maybe } from '../../core/check.ts'
import type { Failure } from '../../core/failure.ts'
import type { TcpSocket } from '../../core/host.ts'
import type { Family, Line } from '../../core/line.ts'
import { defineLook } from '../../core/look.ts'
import type { Address, Banner } from '../../core/mark.ts'
import { familyOf, rangeOf, sameAddress } from '../../protocols/addresses.ts'
import { dialBack as askForDialBack, type DialBackOutcome } from '../../protocols/probe/dial-back.ts'
import type { DialBackPort } from '../../protocols/probe/dial-back-stream.ts'
import { type Arrival, listenForProbe, type ProbeListener } from '../../protocols/probe/listen-for-probe.ts'
import type { OpenSession } from '../../protocols/probe/open-session.ts'
import { type ServerShown, serverPin } from '../../protocols/probe/server-pin.ts'
import { type SocketSeen, watchSockets } from '../../protocols/probe/watch-sockets.ts'
import type { Behind, DialBackResult } from '../../wire/dial-back.ts'
import { controlPort, type DialledPort, dialledPorts } from '../../wire/control-port.ts'
import type { MailPort } from '../../wire/mail-port.ts'
import { readNonce } from '../../wire/proof.ts'
import { bounds } from '../../wire/protocol.ts'
import { budgets } from '../budgets.ts'
import { linePath, type Way } from '../line/path.ts'
import { vantageProbe } from '../vantage/probe.ts'

export interface DialBackFacts {
  /** How the call to the probe ended. Anything but `done` says nothing of the line. */
  readonly call: DialBackOutcome['kind'] | 'no-vantage' | 'nothing-to-dial'
  /** What was seen of each mail port, at both ends; empty where nobody was asked. */
  readonly ports: readonly PortSeen[]
  /** What was seen of the high control port; null where it was not dialled. Only its arrival says anything. */
  readonly control: PortSeen | null
}

export interface PortSeen {
  readonly port: number
  /** Our own temporary listener, a server that holds the port already, or nothing that could be reached. */
  readonly behind: Behind | 'nothing'
  /** Why nothing is behind it. */
  readonly why?: Failure
  /** The server listens on the machine's own addresses (127.0.0.1, ::1) alone, so nobody else can reach it. */
  readonly loopbackOnly: boolean
  /** What this machine's own packet filter does to such a connection, where its rules could be read. */
  readonly firewall: 'accepts' | 'drops' | 'rejects' | 'cannot-tell' | 'not-read'
  /** How the dial ended, as the probe saw it. */
  readonly result?: DialBackResult
  readonly greeting?: Banner
  /** A connection of the probe's reached this machine, if only half-open. */
  readonly arrived: boolean
  /** It is certain that it was this machine: both ends proved themselves, or its table of sockets shows the probe's. */
  readonly proved: boolean
  /** The table of sockets could be read: that nothing was seen there means something. */
  readonly tableRead: boolean
  /**
   * A server here shows the same key, or the same greeting, to this machine as somebody showed to the probe. In a
   * container it has its connections by translation, and the table of this machine does not show them.
   */
  readonly sameAsHere: boolean
  /** Whom this machine takes the probe for: a router that hides callers shows here. */
  readonly cameFrom?: Address
}

/** The probe dials all mail ports of this line, and both ends write down what came. */
const dialBackOver = (family: Family) =>
  defineLook<DialBackFacts>()({
    look: `dial-back.${family}`,
    revision: 1,
    needs: { path: linePath, probe: maybe(vantageProbe) },
    budget: budgets.dialBack,
    marks: { greeting: 'banner', cameFrom: 'address' },
    async observe(line, { path, probe }) {
      const open = probe?.[family]
      const nonce = open && readNonce(open.session.nonce)
      if (open === undefined || nonce === undefined) return { call: 'no-vantage', ports: [], control: null }
      const places = await Promise.all(dialledPorts.map((port) => placeAt(line, open, port, nonce, path[family])))
      try {
        return await letIn(line, open, places, path[family]?.router)
      } finally {
        await Promise.all(places.flatMap(({ listener }) => (listener === undefined ? [] : [listener.close()])))
      }
    },
  })

interface Place {
  readonly port: DialledPort
  readonly behind: Behind | 'nothing'
  readonly listener?: ProbeListener
  readonly why?: Failure
  readonly loopbackOnly: boolean
  readonly firewall: PortSeen['firewall']
  /** Where the server here can be met from within. */
  readonly within?: { readonly address: string; readonly port: MailPort }
}

/** Listens where the port is free; where a server has it, the server is what the probe will meet. */
async function placeAt(
  line: Line,
  open: OpenSession,
  port: DialledPort,
  nonce: Uint8Array,
  way: Way | undefined,
): Promise<Place> {
  const { family, address: from } = open
  const own = way?.local ?? []
  const filter = await line.host.firewall({ family, port, from, ...(way && { interface: way.interface }) })
  const firewall = filter.ok ? filter.value.verdict : 'not-read'
  const opened = await listenForProbe(line, { family, port, nonce })
  if (opened.ok) return { port, behind: 'listener', listener: opened.value, loopbackOnly: false, firewall }
  if (opened.failure !== 'in-use' || port === controlPort)
    return { port, behind: 'nothing', why: opened.failure, loopbackOnly: false, firewall }
  const addresses = await servedOn(line, family, port)
  const loopbackOnly = addresses.length > 0 && addresses.every((each) => rangeOf(each) === 'loopback')
  const forOthers = addresses.filter((each) => rangeOf(each) !== 'loopback')
  const elsewhere = forOthers.length > 0 && own.length > 0 && !forOthers.some((each) => takes(each, own))
  // One on another line's address (a VPN's) keeps the port from us, and says nothing of this line.
  if (elsewhere) return { port, behind: 'nothing', why: 'in-use', loopbackOnly, firewall }
  const address = own[0] ?? (family === 'v4' ? '127.0.0.1' : '::1')
  return { port, behind: 'server', loopbackOnly, firewall, within: { address, port } }
}

function takes(served: string, own: readonly string[]): boolean {
  return rangeOf(served) === 'unspecified' || own.some((each) => sameAddress(each, served))
}

/**
 * The addresses of a family that servers have the port on; empty where the table does not tell. One on :: beside them is
 * of IPv6 alone, and often our own: no two can share the IPv4 half of a port.
 */
async function servedOn(line: Line, family: Family, port: number): Promise<readonly string[]> {
  const sockets = await line.host.sockets()
  const listening = ({ state, local }: TcpSocket) =>
    state === 'listening' && local.port === port && familyOf(local.address) === family
  return sockets.ok ? sockets.value.filter(listening).map(({ local }) => local.address) : []
}

async function letIn(
  line: Line,
  open: OpenSession,
  places: readonly Place[],
  router: string | undefined,
): Promise<DialBackFacts> {
  const sourcePorts = new Map<number, number>()
  const watches = new Map<number, Promise<SocketSeen>>()
  let over = false
  const asked = Object.fromEntries(places.flatMap(({ port, behind }) => (behind === 'nothing' ? [] : [[port, behind]])))
  if (Object.keys(asked).length === 0) return { call: 'nothing-to-dial', ...sorted(places.map((each) => told(each))) }
  const outcome = await askForDialBack(line, open, asked, (event) => {
    if (event.event !== 'connecting' && event.event !== 'connected') return
    const { port, sourcePort } = event
    if (sourcePort === undefined || watches.has(port)) return
    sourcePorts.set(port, sourcePort)
    // Where our own listener waits too: a connection that stays half-open shows in the table alone.
    watches.set(
      port,
      watchSockets(line, { port, sourcePort }, bounds.dialBackMs, () => over),
    )
  })
  over = true
  const ports = 'ports' in outcome ? outcome.ports : {}
  const seen = places.map(async (place) => {
    const { result, greeting } = ports[place.port] ?? {}
    const socket = await watches.get(place.port)
    // Afterwards, and only where it decides: a program that takes one caller at a time would be kept from the probe.
    const unclear = place.within !== undefined && result === 'open-other' && socket?.seen !== true
    const here = unclear ? await serverPin(line, place.within) : undefined
    const arrival = arrivalOf(place, [open.address, router], sourcePorts.get(place.port))
    return told(place, { result, greeting, arrival, socket, sameAsHere: isSame(here, ports[place.port] ?? {}) })
  })
  return { call: outcome.kind, ...sorted(await Promise.all(seen)) }
}

function sorted(all: readonly PortSeen[]): Pick<DialBackFacts, 'ports' | 'control'> {
  return {
    ports: all.filter(({ port }) => port !== controlPort),
    control: all.find(({ port, behind }) => port === controlPort && behind !== 'nothing') ?? null,
  }
}

/** An equal key is the same server; without one, an equal greeting is as much as there is. */
function isSame(here: ServerShown | undefined, there: Pick<DialBackPort, 'greeting' | 'pin'>): boolean {
  if (here === undefined) return false
  if (here.pin !== undefined && there.pin !== undefined) return here.pin === there.pin
  return here.greeting !== undefined && here.greeting === there.greeting
}

/**
 * Strangers knock on open ports too: the probe's is the one that proved itself, or comes from where it should. That is
 * the probe, or the router, where a proxy in it takes the connection and makes another.
 */
function arrivalOf(
  place: Place,
  from: readonly (string | undefined)[],
  sourcePort: number | undefined,
): Arrival | undefined {
  const arrivals = place.listener?.arrivals() ?? []
  return (
    arrivals.find(({ proved }) => proved) ??
    arrivals.find(
      (arrival) =>
        arrival.fromPort === sourcePort || from.some((each) => each !== undefined && sameAddress(arrival.from, each)),
    )
  )
}

interface SeenOfPort {
  readonly result: DialBackResult | undefined
  readonly greeting: Banner | undefined
  readonly arrival: Arrival | undefined
  readonly socket: SocketSeen | undefined
  readonly sameAsHere: boolean
}

function told({ port, behind, why, loopbackOnly, firewall }: Place, seen?: SeenOfPort): PortSeen {
  const cameFrom = seen?.arrival?.from ?? seen?.socket?.from
  const established = seen?.socket?.state === 'established' || seen?.socket?.state === 'closing'
  return {
    port,
    behind,
    ...(why !== undefined && { why }),
    loopbackOnly,
    firewall,
    ...(seen?.result !== undefined && { result: seen.result }),
    ...(seen?.greeting !== undefined && { greeting: seen.greeting }),
    arrived: seen?.arrival !== undefined || seen?.socket?.seen === true,
    // Our own listener asks for proof; a server cannot, so the table of sockets is the witness.
    proved: seen?.arrival?.proved === true || (behind === 'server' && established),
    sameAsHere: seen?.sameAsHere === true,
    tableRead: seen?.socket !== undefined && seen.socket.failure === undefined,
    ...(cameFrom !== undefined && { cameFrom }),
  }
}

export const dialBack = { v4: dialBackOver('v4'), v6: dialBackOver('v6') } as const
