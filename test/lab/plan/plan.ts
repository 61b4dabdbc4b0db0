import type { Place, WorldSpec } from '../spec.ts'
import { homePlan } from './home.ts'
import { inetPlan } from './inet.ts'
import { ispPlan } from './isp.ts'
import { boxPlan, routerPlan } from './router.ts'

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
export interface Programs {
  readonly node: string
  readonly canary: string
}

/** What has to be done to raise `spec`. Pure. */
export function plan(spec: WorldSpec, programs: Programs): Plan {
  const places: PlacePlan[] = [homePlan(spec)]
  if (spec.v4 !== 'direct') places.push(routerPlan(spec))
  if (spec.v4 === 'double') places.push(boxPlan(spec))
  places.push(ispPlan(spec), inetPlan(spec, programs))
  return { cables: cables(places.map((place) => place.name)), places }
}

/** From home outwards, each place has a cable to the next. */
function cables(places: readonly Place[]): string[] {
  const made = places.map((place) => `netns add ${place}`)
  for (const [index, place] of places.entries()) {
    const next = places[index + 1]
    if (next === undefined) break
    // "up" is not allowed here: a veth across namespaces refuses it at creation (ENOTCONN).
    made.push(`link add ${outerEnd[place]} netns ${place} type veth peer name ${innerEnd[next]} netns ${next}`)
  }
  return made
}

/** The interface towards the internet, and the one towards home. */
const outerEnd: Record<Place, string> = { home: 'eth0', router: 'wan', box: 'wan', isp: 'core', inet: 'none' }
const innerEnd: Record<Place, string> = { home: 'none', router: 'lan1', box: 'lan1', isp: 'cust', inet: 'eth0' }
