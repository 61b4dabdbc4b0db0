import type { Place, WorldSpec } from '../spec.ts'
import { withAdditions } from './additions.ts'
import { adapterOf } from './ground.ts'
import { homePlan } from './home.ts'
import { inetPlan, probePlan } from './inet.ts'
import { ispPlan } from './isp.ts'
import { hasNeighbour, neighbourPlan } from './neighbour.ts'
import { boxPlan, routerPlan } from './router.ts'
import { vpnPlan } from './vpn.ts'

/** Everything that has to be done to raise a world, in the order in which it has to be done. */
export interface Plan {
  /** One `ip -batch` that makes the namespaces and the cables between them. */
  readonly cables: readonly string[]
  readonly places: readonly PlacePlan[]
}

export interface PlacePlan {
  readonly name: Place
  /** First of all: some only count for links that are not up yet. */
  readonly sysctls: readonly Sysctl[]
  /** `ip -batch`, within the namespace. */
  readonly ip: readonly string[]
  /** `ip -batch` again, once every place has done its first. */
  readonly ipLast: readonly string[]
  readonly nft: string
  readonly files: readonly FilePlan[]
  readonly daemons: readonly DaemonPlan[]
}

export interface Sysctl {
  /** Below /proc/sys; a shell pattern is allowed. */
  readonly path: string
  /** The first of these that the kernel takes. */
  readonly values: readonly string[]
  /** It is no mistake if the kernel has no such switch. */
  readonly optional?: boolean
}

export interface FilePlan {
  readonly path: string
  readonly text: string
}

export interface DaemonPlan {
  readonly name: string
  readonly argv: readonly string[]
  /** It is up as soon as it holds all of these. */
  readonly ready: readonly ListeningAt[]
}

export interface ListeningAt {
  readonly proto: 'tcp' | 'udp'
  readonly port: number
  /** Any address of the namespace unless told. */
  readonly address?: string
}

/** The lab's own programs: where they lie is not the planner's business. */
export type Programs = Readonly<
  Record<
    | 'node'
    | 'internet'
    | 'middlebox'
    | 'greeter'
    | 'login-page'
    | 'upnp-proxy'
    | 'pxp-responder'
    | 'whoami'
    | 'globalping'
    | 'box-page',
    string
  >
>

/** What has to be done to raise `spec`. Pure. */
export function plan(spec: WorldSpec, programs: Programs): Plan {
  const places: PlacePlan[] = [homePlan(spec, programs)]
  if (spec.v4 !== 'direct') places.push(routerPlan(spec, programs))
  if (spec.v4 === 'double') places.push(boxPlan(spec))
  places.push(ispPlan(spec, programs), inetPlan(spec, programs), probePlan(spec))
  if (hasNeighbour(spec)) places.push(neighbourPlan(spec, programs))
  if (spec.vpn !== undefined) places.push(vpnPlan(spec))
  return {
    cables: cables(
      places.map((place) => place.name),
      spec,
    ),
    places: withAdditions(places, spec, programs),
  }
}

/** From home outwards to the provider each place has a cable to the next; from there one to each host. */
function cables(places: readonly Place[], spec: WorldSpec): string[] {
  const way = places.slice(0, places.indexOf('isp') + 1)
  const made = places.map((place) => `netns add ${place}`)
  for (const [index, place] of way.entries()) {
    const next = way[index + 1]
    if (next !== undefined) made.push(cable(place, outerEnd(place, spec), next, innerEnd(next)))
  }
  if (places.includes('home2')) made.push(cable('home2', 'eth0', 'router', 'lan2'))
  if (places.includes('vpn')) made.push(cable('isp', 'core3', 'vpn', 'eth0'))
  if (spec.secondUplink !== undefined) made.push(cable('home', 'eth1', 'isp', 'second'))
  return [...made, cable('isp', 'core1', 'inet', 'eth0'), cable('isp', 'core2', 'probe', 'eth0')]
}

/** "up" is not allowed here: a veth across namespaces refuses it at creation (ENOTCONN). */
function cable(from: Place, itsEnd: string, to: Place, theirEnd: string): string {
  return `link add ${itsEnd} netns ${from} type veth peer name ${theirEnd} netns ${to}`
}

/** The interface towards the internet. */
function outerEnd(place: Place, spec: WorldSpec): string {
  return place === 'home' ? adapterOf(spec) : 'wan'
}

/** The interface towards home. */
function innerEnd(place: Place): string {
  return place === 'isp' ? 'cust' : 'lan1'
}
