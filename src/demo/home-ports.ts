import type { Failure } from '../core/failure.ts'
import type { Endpoint, Family, ListenAt } from '../core/line.ts'
import { written } from '../system/endpoint.ts'
import type { Reroute } from '../system/reroute.ts'
import { type MailPort, mailPorts } from '../wire/mail-port.ts'
import { loopback } from './addresses.ts'
import type { LineSpec } from './scenario.ts'

/** The mail ports of the machine at home: what the agent meets on them, and what the probe meets outside. */
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
}

export function homePorts({ spec, families, publicAddress, server }: HomePortsOptions): HomePorts {
  const { elsewise = 'timed-out', held } = spec
  const outside: Record<string, Endpoint | Failure> = {}
  const listen: Record<string, Endpoint | Failure> = {}

  const set = (family: Family, port: number, behind: Endpoint | undefined) => {
    const key = written({ address: publicAddress[family], port })
    // What comes in at a port on which nobody listens is turned back by the machine itself.
    outside[key] = comesIn(spec, family, port) ? (behind ?? 'refused') : elsewise
  }
  const isServer = (port: number) => held === 'server-on-25' && port === 25

  for (const family of families) {
    for (const port of mailPorts) {
      set(family, port, isServer(port) ? server : undefined)
      listen[`${family}:${port}`] = may(spec, port) ?? { address: loopback[family], port: 0 }
    }
  }
  return { listen, outside, onListen: (at: ListenAt, real) => set(at.family, at.port, real) }
}

function may({ held }: LineSpec, port: MailPort): Failure | undefined {
  if (held === 'low-ports') return 'not-permitted'
  return held === 'server-on-25' && port === 25 ? 'in-use' : undefined
}

function comesIn({ uplink, forwards = mailPorts, probe }: LineSpec, family: Family, port: number): boolean {
  // Its own provider keeps the probe's connections to port 25, wherever they go.
  if (probe === 'egress-blocked' && port === 25) return false
  if (family === 'v6') return true
  // The carrier's translator knows of no forwards at the customers'.
  return uplink !== 'carrier' && forwards.some((each) => each === port)
}
