import type { Failure } from '../../core/failure.ts'
import type { Line } from '../../core/line.ts'
import type { Address, Banner } from '../../core/mark.ts'
import { sameAddress } from '../../protocols/addresses.ts'
import { dialBack as askForDialBack, type DialBackOutcome } from '../../protocols/probe/dial-back.ts'
import type { DialBackPort } from '../../protocols/probe/dial-back-stream.ts'
import type { Arrival } from '../../protocols/probe/listen-for-probe.ts'
import type { OpenSession } from '../../protocols/probe/open-session.ts'
import { type ServerShown, serverPin } from '../../protocols/probe/server-pin.ts'
import { type SocketSeen, watchSockets } from '../../protocols/probe/watch-sockets.ts'
import { controlPort, type DialledPort } from '../../wire/control-port.ts'
import type { Behind, DialBackResult } from '../../wire/dial-back.ts'
import { bounds } from '../../wire/protocol.ts'
import type { Place } from './place.ts'

export interface LetIn {
  /** How the call to the probe ended. Anything but `done` says nothing of the line. */
  readonly call: DialBackOutcome['kind'] | 'nothing-to-dial'
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

/** Has the probe dial these places, and puts together what both ends saw. The listeners stay open. */
export async function letIn(
  line: Line,
  open: OpenSession,
  places: readonly Place[],
  router: string | undefined,
): Promise<LetIn> {
  const sourcePorts = new Map<number, number>()
  const watches = new Map<number, Promise<SocketSeen>>()
  let over = false
  const stood = (port: DialledPort) => places.find((place) => place.port === port)?.at ?? port
  const asked = Object.fromEntries(places.flatMap(({ port, behind }) => (behind === 'nothing' ? [] : [[port, behind]])))
  if (Object.keys(asked).length === 0) {
    return { call: 'nothing-to-dial', ...sorted(places.map((each) => told(each))) }
  }
  const outcome = await askForDialBack(line, open, asked, (event) => {
    if (event.event !== 'connecting' && event.event !== 'connected') return
    const { port, sourcePort } = event
    if (sourcePort === undefined || watches.has(port)) return
    sourcePorts.set(port, sourcePort)
    // Where our own listener waits too: a connection that stays half-open shows in the table alone.
    watches.set(
      port,
      watchSockets(line, { port: stood(port), sourcePort }, bounds.dialBackMs, () => over),
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
    const arrival = arrivalOf(place, { probe: open.address, router, sourcePort: sourcePorts.get(place.port), result })
    return told(place, { result, greeting, arrival, socket, sameAsHere: isSame(here, ports[place.port] ?? {}) })
  })
  const all = await Promise.all(seen)
  return { call: outcome.kind, ...sorted(all) }
}

function sorted(all: readonly PortSeen[]): Pick<LetIn, 'ports' | 'control'> {
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

interface Whence {
  readonly probe: string
  readonly router: string | undefined
  readonly sourcePort: number | undefined
  readonly result: DialBackResult | undefined
}

/**
 * Strangers knock on open ports too: the probe's is the one that proved itself, or comes from where it should. That is
 * the probe, or the router, where a proxy in it takes the connection and makes another: then the probe was answered. Else
 * it is somebody at home who calls the public address, or the router itself that looks who is there.
 */
function arrivalOf(place: Place, { probe, router, sourcePort, result }: Whence): Arrival | undefined {
  const arrivals = place.listener?.arrivals() ?? []
  const proxy = result === 'open-other' || result === 'open-proved' ? router : undefined
  const isFrom = (from: string, one: string | undefined) => one !== undefined && sameAddress(from, one)
  return (
    arrivals.find(({ proved }) => proved) ??
    arrivals.find(({ from, fromPort }) => fromPort === sourcePort || isFrom(from, probe) || isFrom(from, proxy))
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
