import type { Failure } from '../core/failure.ts'
import type { Endpoint, Family, ListenAt } from '../core/line.ts'
import { written } from '../system/endpoint.ts'
import type { Reroute } from '../system/reroute.ts'
import { type DialledPort, dialledPorts } from '../wire/control-port.ts'
import { type MailPort, mailPorts } from '../wire/mail-port.ts'
import { loopback } from './addresses.ts'
import type { Fake } from './fake.ts'
import { fakeMailServer } from './fake-mail-server.ts'
import { fakeMiddlebox } from './fake-middlebox.ts'
import type { Arriving, LineSpec } from './scenario.ts'

/** The ports of the machine at home: what the agent meets on them, and what the probe meets outside. */
export interface HomePorts {
  /** For the agent's map. */
  readonly listen: Readonly<Record<string, Endpoint | Failure>>
  readonly onListen: NonNullable<Reroute['onListen']>
  /** For the probe's map. Changes as ports open and close. */
  readonly outside: Readonly<Record<string, Endpoint | Failure>>
}

export interface HomePortsOptions {
  readonly spec: LineSpec
  readonly families: readonly Family[]
  /** Where the line is dialled from outside. */
  readonly publicAddress: Readonly<Record<Family, string>>
  /** The mail server that has port 25. */
  readonly server: Endpoint | undefined
  readonly signal: AbortSignal
  readonly keep: <F extends Fake>(fake: F) => F
}

export async function homePorts(options: HomePortsOptions): Promise<HomePorts> {
  const { spec, families, publicAddress, server } = options
  const { elsewise = 'timed-out' } = spec
  const outside: Record<string, Endpoint | Failure> = {}
  const listen: Record<string, Endpoint | Failure> = {}
  const behind = new Map<string, Endpoint | undefined>()
  const comeTo = await arrivals(options, (port) => behind.get(`v4:${port}`))

  const set = (family: Family, port: number, real: Endpoint | undefined) => {
    behind.set(`${family}:${port}`, real)
    const key = written({ address: publicAddress[family], port })
    // What comes in at a port on which nobody listens is turned back by the machine itself.
    const met = (family === 'v4' ? comeTo.get(port) : undefined) ?? real ?? 'refused'
    outside[key] = comesIn(spec, family, port) ? met : elsewise
  }
  const isServer = (port: number) => port === 25 && (spec.held === 'server-on-25' || spec.held === 'server-unseen')

  for (const family of families) {
    for (const port of dialledPorts) {
      set(family, port, isServer(port) ? server : undefined)
      listen[`${family}:${port}`] = may(spec, port) ?? { address: loopback[family], port: 0 }
    }
  }
  return { listen, outside, onListen: (at: ListenAt, real) => set(at.family, at.port, real) }
}

/** Whom or what connections meet that come in so far, where it is not simply what listens here. */
async function arrivals(
  { spec: { arriving = {} }, signal, keep }: HomePortsOptions,
  behind: (port: MailPort) => Endpoint | undefined,
): Promise<ReadonlyMap<number, Endpoint | Failure>> {
  const met = async (port: MailPort, becomes: Arriving): Promise<Endpoint | Failure> => {
    if (becomes === 'own-firewall' || becomes === 'reply-lost') return 'timed-out'
    if (becomes === 'other-machine') return keep(await fakeMailServer('v4', port, 'printer.home.test', signal)).at
    return keep(await fakeMiddlebox({ family: 'v4', behind: () => behind(port), does: becomes, signal })).at
  }
  const all = mailPorts.flatMap((port) => {
    const becomes = arriving[port]
    return becomes === undefined ? [] : [met(port, becomes).then((at) => [port, at] as const)]
  })
  return new Map(await Promise.all(all))
}

function may({ held }: LineSpec, port: DialledPort): Failure | undefined {
  if (held === undefined) return undefined
  // RFC 6335 §6: below are the system ports, which it takes root to open.
  if (held === 'low-ports') return port < 1024 ? 'not-permitted' : undefined
  return port === 25 ? 'in-use' : undefined
}

function comesIn({ uplink, forwards, probe }: LineSpec, family: Family, port: number): boolean {
  // Its own provider keeps the probe's connections to port 25, wherever they go.
  if (probe === 'egress-blocked' && port === 25) return false
  if (family === 'v6') return true
  // The carrier's translator knows of no forwards at the customers'.
  if (uplink === 'carrier') return false
  // Where no router stands before the machine there is nothing to forward.
  const through: readonly number[] = forwards ?? (uplink === 'direct' ? dialledPorts : mailPorts)
  return through.includes(port)
}
