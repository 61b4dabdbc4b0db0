import { setMaxListeners } from 'node:events'
import type { Outcome } from '../core/failure.ts'
import { failed, success } from '../core/failure.ts'
import type { Host } from '../core/host.ts'
import type { Journal } from '../core/journal.ts'
import type { Endpoint, Family, Hops, Line, Listener } from '../core/line.ts'
import type { Past } from '../core/past.ts'
import { resolveHost } from '../protocols/dns/resolve-host.ts'
import { ASK_MS, ask } from './ask.ts'
import { classify } from './classify.ts'
import { clock } from './clock.ts'
import { CONNECT_MS, type ConnectOptions, connect } from './connect.ts'
import { datagrams } from './datagrams.ts'
import { deadline, waitFor } from './deadline.ts'
import { type DialExtras, dial } from './dial.ts'
import { familyOf } from './endpoint.ts'
import type { HeldPorts } from './held-ports.ts'
import { listen } from './listen.ts'
import { noJournal } from './no-journal.ts'
import { portTaken } from './port-taken.ts'
import { random } from './random.ts'
import { REQUEST_MS, request } from './request.ts'
import { sourceAddress } from './source-address.ts'

/** Callers at one temporary listener: the probe makes one connection a port, the rest are strangers passing by. */
const MOST_CALLERS = 16

/** Within one machine a connection is made at once, or not at all. */
const OWN_CONNECT_MS = 200

export interface RealLineOptions {
  /** The interruption (Ctrl-C): every operation then fails `cancelled`. */
  readonly signal: AbortSignal
  /** Every time that callers give is multiplied by it: here and nowhere else. 1 is a usual line. */
  readonly patience: number
  readonly host: Host
  readonly hops: Hops
  readonly past: Past
  /** Without one nothing may be changed outside this machine. */
  readonly journal?: Journal | undefined
  /** Name servers, best first. */
  readonly resolvers: readonly Endpoint[]
  /** Speak from the addresses of this interface. */
  readonly interface?: string | undefined
  /** Ports that listen already. */
  readonly held?: HeldPorts | undefined
  /** PEM certificates that stand in for the public authorities. */
  readonly authorities?: readonly string[] | undefined
}

export interface RealLine extends Line {
  /** Ends every conversation, listener and socket that was opened through the line: nothing is left listening. */
  close(): Promise<void>
}

/** The internet line as the operating system gives it. */
export function realLine(options: RealLineOptions): RealLine {
  const life = new AbortController()
  // Dozens of sockets listen to the one signal: no leak.
  setMaxListeners(0, life.signal)
  const interrupt = () => life.abort(options.signal.reason)
  if (options.signal.aborted) interrupt()
  else options.signal.addEventListener('abort', interrupt, { once: true })
  const listeners = new Set<Listener>()
  return {
    ...lineWithin(options, life.signal, listeners),
    async close() {
      options.signal.removeEventListener('abort', interrupt)
      life.abort(new DOMException('the line was closed', 'AbortError'))
      await Promise.all([...listeners].map((listener) => listener.close()))
      await options.held?.close()
    },
  }
}

/** The line as long as `signal` lasts. */
function lineWithin(options: RealLineOptions, signal: AbortSignal, listeners: Set<Listener>): Line {
  const { patience, host, past } = options
  const trusted = options.authorities && { authorities: options.authorities }

  /** Where to speak from: undefined leaves it to the kernel. */
  async function from(family: Family, told?: string): Promise<Outcome<string | undefined>> {
    if (told !== undefined || options.interface === undefined) return success(told)
    return sourceAddress(host, options.interface, family)
  }

  async function outwards<T extends ConnectOptions>(to: Endpoint, wanted: T): Promise<Outcome<T>> {
    const source = await from(familyOf(to.address), wanted.from)
    if (!source.ok) return source
    return success({ ...wanted, ...(source.value !== undefined && { from: source.value }), ...trusted })
  }

  const line: Line = {
    async dial(to, wanted = {}) {
      const extras: DialExtras = { ...wanted, connectMs: (wanted.connectMs ?? CONNECT_MS) * patience, patience }
      const ready = await outwards(to, extras)
      return ready.ok ? dial(to, ready.value, signal) : ready
    },
    async listen(at, serve) {
      const held = options.held?.claim(at)
      const outcome = await listen(at, serve, { signal, patience, held, maxConversations: MOST_CALLERS })
      if (!outcome.ok) {
        held?.release()
        const served = outcome.failure === 'not-permitted' && (await portTaken(host, at, () => takesV4(at.port)))
        return served ? failed('in-use', outcome.detail) : outcome
      }
      return success(counted(outcome.value, listeners))
    },
    async datagrams(wanted) {
      const source = await from(wanted.family, wanted.address)
      if (!source.ok) return source
      return datagrams({ ...wanted, ...(source.value !== undefined && { address: source.value }) }, signal, patience)
    },
    ask(question) {
      return ask(
        { ...question, ms: (question.ms ?? ASK_MS) * patience },
        { signal, servers: options.resolvers, from: (server) => fromForServer(server) },
      )
    },
    request(wanted) {
      return request(
        { ...wanted, ms: (wanted.ms ?? REQUEST_MS) * patience },
        {
          async connect(to, connecting, limit) {
            const ready = await outwards(to, { ...connecting, ...(wanted.from !== undefined && { from: wanted.from }) })
            return ready.ok ? connect(to, ready.value, limit) : ready
          },
          resolve: (family, name) => resolveHost(line, family, name),
        },
        signal,
      )
    },
    host,
    hops: {
      echo(address, wanted) {
        const ms = wanted.ms * patience
        return orInterrupted(options.hops.echo(address, { ...wanted, ms }), signal)
      },
    },
    past,
    journal: options.journal ?? noJournal,
    clock: clock(signal, patience),
    random,
    within: (ms) => lineWithin(options, deadline(ms * patience, signal).signal, listeners),
  }

  /** Goes no farther than this machine. */
  async function takesV4(port: number): Promise<boolean> {
    const own = { address: '127.0.0.1', port }
    const dialled = await dial(own, { connectMs: OWN_CONNECT_MS * patience, patience }, signal)
    if (dialled.ok) dialled.value.end()
    return dialled.ok
  }

  /** A name server on this very machine (127.0.0.53) is not asked from the interface's address. */
  async function fromForServer(server: Endpoint): Promise<string | undefined> {
    if (server.address === '::1' || server.address.startsWith('127.')) return undefined
    const source = await from(familyOf(server.address))
    return source.ok ? source.value : undefined
  }

  return line
}

/** Remembers a listener until it is closed. */
function counted(listener: Listener, listeners: Set<Listener>): Listener {
  const own: Listener = {
    local: listener.local,
    async close() {
      await listener.close()
      listeners.delete(own)
    },
  }
  listeners.add(own)
  return own
}

/** Something that has its own bound in time, left alone when the line ends before. */
function orInterrupted<T>(work: Promise<Outcome<T>>, signal: AbortSignal): Promise<Outcome<T>> {
  return waitFor<T>(Number.POSITIVE_INFINITY, signal, (settle) => {
    work.then(settle, (bug: unknown) => settle(classify(bug, 'use')))
    return undefined
  })
}
