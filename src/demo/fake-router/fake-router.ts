import type { Failure } from '../../core/failure.ts'
import type { Endpoint, Family } from '../../core/line.ts'
import { written } from '../../system/endpoint.ts'
import { home, ports, ssdpGroup } from '../addresses.ts'
import type { Fake } from '../fake.ts'
import { answerNatPmp, onlyNatPmp } from './answer-nat-pmp.ts'
import { answerPcp, onlyPcp } from './answer-pcp.ts'
import { answerSearch } from './answer-search.ts'
import { controlServer, descriptionPath } from './control-server.ts'
import { Keeper } from './keeper.ts'
import type { Forward } from './port-table.ts'
import { nothingReceived, type Received } from './received.ts'
import { routerDatagrams } from './router-datagrams.ts'
import type { RouterSpec } from './router-spec.ts'
import type { RouterState } from './router-state.ts'

/** The router of the scripted line, on loopback. What it is asked for happens: who asks it for a port gets it. */
export interface FakeRouter {
  /** Where it is spoken to, by its invented endpoints, for the agent's map. */
  readonly ways: Readonly<Record<string, Endpoint | Failure>>
  /** The loopback endpoints that it answers from. */
  readonly answersFrom: readonly Endpoint[]
  readonly received: Received
  /** Its table as it is now. */
  table(): readonly Forward[]
  /** Where a connection that comes to a port outside is led right now. */
  leads(external: number): Endpoint | undefined
  /** Whether there is a hole for a port of the machine in its IPv6 firewall right now. */
  admits(port: number): boolean
}

export interface FakeRouterOptions {
  readonly spec: RouterSpec
  readonly families: readonly Family[]
  /** Its address outside, as it tells it. */
  readonly wan: string | undefined
  /** Its IPv6 firewall is on. */
  readonly firewalled: boolean
  /** The addresses of the machine: nobody else asks, and all that comes over loopback comes from it. */
  readonly machine: Readonly<Record<Family, readonly string[]>>
  readonly keep: <F extends Fake>(fake: F) => F
}

/** So long ago it was switched on: a clock that begins at 0 would tell of a restart. */
const upForS = 86_400

/** Speaks UPnP, NAT-PMP and PCP as far as the spec has it; where it does not, it is as silent as a router that never could. */
export async function fakeRouter(options: FakeRouterOptions): Promise<FakeRouter> {
  const { spec, families, wan, firewalled, machine } = options
  const keeper = new Keeper({ spec, machine, neighbour: home.neighbour, nobody: home.nobody })
  const began = performance.now()
  const epochS = () => upForS + Math.floor((performance.now() - began) / 1000)
  const state: RouterState = { spec, keeper, wan, firewalled, epochS }
  const received = nothingReceived()
  const ways: Record<string, Endpoint | Failure> = {}
  const answersFrom: Endpoint[] = []

  const search = await openSearch(state, received, options)
  if (search !== undefined) answersFrom.push(search)
  // Nobody tells whether a search has arrived.
  for (const address of [home.router, ssdpGroup]) ways[written({ address, port: ports.ssdp })] = search ?? 'timed-out'
  for (const family of families) {
    const address = family === 'v4' ? home.router : home.routerV6
    ways[written({ address, port: ports.pxp })] = (await openPxp(family, state, received, options)) ?? 'refused'
    ways[written({ address, port: ports.igd })] = (await openControl(family, state, received, options)) ?? 'refused'
  }
  return {
    ways,
    answersFrom,
    received,
    table: () => keeper.table.all(),
    leads: (external) => keeper.leads(external),
    admits: (port) => keeper.admits(port),
  }
}

type Opens = Pick<FakeRouterOptions, 'keep' | 'machine'>

async function openSearch({ spec }: RouterState, received: Received, { keep }: Opens): Promise<Endpoint | undefined> {
  if (spec.upnp === undefined) return undefined
  const location = `http://${home.router}:${ports.igd}${descriptionPath}`
  const answer = (asked: Buffer) => {
    const replies = answerSearch(asked, spec.upnp, location)
    if (replies !== undefined) received.searches += 1
    return replies ?? []
  }
  return keep(await routerDatagrams('v4', answer)).at
}

async function openControl(family: Family, state: RouterState, received: Received, { keep }: Opens) {
  return state.spec.upnp === undefined ? undefined : keep(await controlServer(family, state, received)).at
}

/** NAT-PMP and PCP share a port, and tell each other apart by the version that every message begins with. */
async function openPxp(family: Family, state: RouterState, received: Received, { keep, machine }: Opens) {
  const { natpmp, pcp } = state.spec
  const speaksNatPmp = natpmp !== undefined && family === 'v4'
  if (!speaksNatPmp && pcp === undefined) return undefined
  const own = machine[family]
  const reply = (asked: Buffer): Buffer | undefined => {
    if (asked[0] === 0) {
      received.natpmp += 1
      return speaksNatPmp ? answerNatPmp(asked, own[0] ?? '', state) : onlyPcp(asked, state)
    }
    received.pcp += 1
    return pcp !== undefined ? answerPcp(asked, own, state) : onlyNatPmp(asked, state)
  }
  const answer = (asked: Buffer) => {
    const one = reply(asked)
    return one === undefined ? [] : [one]
  }
  return keep(await routerDatagrams(family, answer)).at
}
