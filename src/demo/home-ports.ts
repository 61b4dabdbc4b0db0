import type { Failure } from '../core/failure.ts'
import type { Endpoint, Family, ListenAt } from '../core/line.ts'
import { standInPort } from '../protocols/router/stand-in-port.ts'
import { written } from '../system/endpoint.ts'
import type { Reroute } from '../system/reroute.ts'
import { dialledPorts } from '../wire/control-port.ts'
import { mailPorts } from '../wire/mail-port.ts'
import { home, loopback } from './addresses.ts'
import { arrivals } from './arrivals.ts'
import type { Fake } from './fake.ts'
import { fakeMailServer } from './fake-mail-server.ts'
import type { FakeRouter } from './fake-router/fake-router.ts'
import type { LineSpec } from './scenario.ts'

/** The ports of the machine at home: what the agent meets on them, and what is met at its public address. */
export interface HomePorts {
  /** For the agent's map. */
  readonly listen: Readonly<Record<string, Endpoint | Failure>>
  readonly onListen: NonNullable<Reroute['onListen']>
  /** For the probe's map, as it is now: ports open and close. */
  outside(): Readonly<Record<string, Endpoint | Failure>>
  /** For the agent's own, who dials the same address from within. */
  inside(): Readonly<Record<string, Endpoint | Failure>>
}

export interface HomePortsOptions {
  readonly spec: LineSpec
  readonly families: readonly Family[]
  /** Where the line is dialled from outside. */
  readonly publicAddress: Readonly<Record<Family, string>>
  /** The mail server that has port 25. */
  readonly server: Endpoint | undefined
  readonly router: Pick<FakeRouter, 'leads' | 'admits'>
  readonly signal: AbortSignal
  readonly keep: <F extends Fake>(fake: F) => F
}

type Met = Endpoint | Failure

export async function homePorts(options: HomePortsOptions): Promise<HomePorts> {
  const { spec, families, publicAddress, server, router, signal, keep } = options
  const { elsewise = 'timed-out', hairpin = 'works' } = spec
  /** Where a port of the machine really listens. */
  const here = new Map<string, Endpoint>()
  const comeTo = await arrivals(spec, (port) => here.get(`v4:${port}`), signal, keep)
  const neighbours = await neighboursOf(options)
  const routerItself =
    hairpin === 'router-answers' ? keep(await fakeMailServer('v4', 25, 'router.home.test', signal)).at : undefined

  if (server !== undefined) here.set('v4:25', server)
  // What comes in at a port on which nobody listens is turned back by the machine itself.
  const onMachine = (family: Family, port: number): Met => here.get(`${family}:${port}`) ?? 'refused'
  const throughRule = (port: number): Met => comeTo.get(port) ?? onMachine('v4', port)

  /** What is met on a port that the router leads somewhere; undefined: it does not. */
  const led = (port: number): Met | undefined => {
    const to = router.leads(port)
    if (to === undefined) return forwarded(spec).includes(port) ? throughRule(port) : undefined
    if (to.address !== home.machine) return neighbours.get(port) ?? 'timed-out'
    return to.port === port ? throughRule(port) : onMachine('v4', to.port)
  }
  const fromOutside = (family: Family, port: number): Met => {
    if (isKept(spec, family, port)) return elsewise
    if (family === 'v4') return led(port) ?? elsewise
    return spec.v6 === 'firewalled' && !router.admits(port) ? elsewise : onMachine('v6', port)
  }
  const fromInside = (port: number): Met => {
    if (spec.uplink === 'direct') return onMachine('v4', port)
    // The carrier's translator has that address, and nothing to say.
    if (spec.uplink === 'carrier') return 'timed-out'
    const met = led(port)
    if (met === undefined || hairpin === 'fails') return 'refused'
    return routerItself ?? met
  }
  const at = (family: Family, port: number) => written({ address: publicAddress[family], port })
  return {
    listen: Object.fromEntries(
      families.flatMap((family) =>
        listenable.map((port) => [`${family}:${port}`, may(spec, port) ?? { address: loopback[family], port: 0 }]),
      ),
    ),
    onListen({ family, port }: ListenAt, real) {
      if (real === undefined) here.delete(`${family}:${port}`)
      else here.set(`${family}:${port}`, real)
    },
    outside: () =>
      Object.fromEntries(
        families.flatMap((family) => dialledPorts.map((port) => [at(family, port), fromOutside(family, port)])),
      ),
    inside: () =>
      isOnline(spec) ? Object.fromEntries(dialledPorts.map((port) => [at('v4', port), fromInside(port)])) : {},
  }
}

/** The mail ports and the control port, and those that stand in for them where a mapping leads elsewhere. */
const listenable = [...new Set(dialledPorts.flatMap((port) => [port, standInPort(port)]))]

function may({ held }: LineSpec, port: number): Failure | undefined {
  if (held === undefined) return undefined
  // RFC 6335 §6: below are the system ports, which it takes root to open.
  if (held === 'low-ports') return port < firstHighPort ? 'not-permitted' : undefined
  return port === 25 ? 'in-use' : undefined
}

const firstHighPort = 1024

function isOnline({ uplink = 'router' }: LineSpec): boolean {
  return ['router', 'direct', 'carrier', 'portal'].includes(uplink)
}

/** Whether somebody before the router keeps a port. */
function isKept({ uplink, probe, ownPorts, blocksIn = [] }: LineSpec, family: Family, port: number): boolean {
  // Its own provider keeps the probe's connections to port 25, wherever they go.
  if (probe === 'egress-blocked' && port === 25) return true
  if (family === 'v6') return false
  // The carrier's translator knows of no forwards at the customers'.
  if (uplink === 'carrier') return true
  if (ownPorts !== undefined && (port < ownPorts.from || port > ownPorts.to)) return true
  return blocksIn === 'low-ports' ? port < firstHighPort : blocksIn.includes(port)
}

/** What is set in the router by hand; where no router stands before the machine there is nothing to set. */
function forwarded({ uplink, forwards }: LineSpec): readonly number[] {
  return forwards ?? (uplink === 'direct' ? dialledPorts : mailPorts)
}

/** Whoever answers where the router's table leads a port to another machine. */
async function neighboursOf({ spec, signal, keep }: HomePortsOptions): Promise<ReadonlyMap<number, Endpoint>> {
  const led = spec.router?.has?.filter(({ to }) => to === 'neighbour').map(({ external }) => external) ?? []
  const open = mailPorts
    .filter((port) => led.includes(port))
    .map(async (port) => [port, keep(await fakeMailServer('v4', port, 'nas.home.test', signal)).at] as const)
  return new Map(await Promise.all(open))
}
