import type { Failure } from '../../core/failure.ts'
import type { Address, Name } from '../../core/mark.ts'
import type { CallersFacts } from '../looks/callers.ts'
import type { InboundFacts } from './port.ts'

/** What strangers met at a port who were asked to call it. */
export interface Strangers {
  readonly behind: 'listener' | 'server' | 'nothing'
  /** Why nothing is behind it. */
  readonly why?: Failure
  /** The server that has it listens for this machine alone. */
  readonly loopbackOnly?: boolean
  /** Global addresses, not ours, whose connection stood at our own listener. */
  readonly arrivals: readonly Address[]
  /** How many say that a connection stood, each of a network of its own; none where it is one volunteer alone. */
  readonly reached: number
  /** How many tried in vain that reach a port 25 elsewhere, or, of another port than 25, another one of ours. */
  readonly missed: number
  /** The networks of these two. */
  readonly networks: readonly Name[]
}

/** One alone proves nothing: it may lie, and its own network may be in the way. */
const enough = 2

const smtpPort = 25

/** Null where nobody called this port. */
export function strangersAt(port: number, { asked, callers, ports }: CallersFacts): Strangers | null {
  const at = ports.find((each) => each.port === port)
  if (asked !== 'done' || at === undefined) return null
  const reachesAnother = new Set(ports.flatMap(({ reached }) => reached))
  // A volunteer's own provider may let everything out but 25.
  const gets = (caller: number) => port !== smtpPort && reachesAnother.has(caller)
  const believed = at.missed.filter((caller) => callers[caller]?.reaches25 === true || gets(caller))
  const reachedBy = at.reached.map((caller) => callers[caller]).filter((caller) => caller !== undefined)
  const volunteers = new Set(reachedBy.filter(({ by }) => by === 'globalping').map(({ network }) => network))
  const checkers = reachedBy.filter(({ by }) => by === 'port-checker').length
  const networks = [...at.reached, ...believed].map((caller) => callers[caller]?.network ?? '')
  return {
    behind: at.behind,
    ...(at.why !== undefined && { why: at.why }),
    ...(at.loopbackOnly !== undefined && { loopbackOnly: at.loopbackOnly }),
    arrivals: at.arrivals,
    // Anybody may run a probe of Globalping, and let it say what he likes: two networks are two witnesses.
    reached: checkers + (volunteers.size >= enough ? volunteers.size : 0),
    missed: believed.length,
    networks: [...new Set(networks)].filter((name) => name !== ''),
  }
}

/** Without a probe: what is known from strangers alone. */
export function judgeStrangers(facts: InboundFacts) {
  const { strangers, strangersMet, onThisMachine, otherArrivals, behindAnother } = facts
  const nobody = strangersMet === null || strangersMet.asked === 'not-asked' ? 'no-vantage' : 'not-called'
  if (strangers === null) return nobody
  if (strangers.loopbackOnly) return 'refused'
  if (strangers.behind === 'nothing') return 'cannot-listen'
  // A server's connections are its own: nobody here has seen them.
  if (strangers.reached > 0) return strangers.behind === 'server' ? 'open-unproved' : 'other-machine'
  if (strangers.missed < enough) return nobody
  const wayInExists = onThisMachine || otherArrivals.length > 0 || (isOpened(facts) && !behindAnother)
  return wayInExists ? 'filtered' : 'not-forwarded'
}

/** The router leads it here, by its table or because it was asked to. */
export function isOpened({ tableLeadsHere, mapped }: InboundFacts): boolean {
  return tableLeadsHere || mapped === 'missing'
}

/** Ports on which a stranger’s connection stood. */
export function arrivedAt(called: CallersFacts | undefined): readonly number[] {
  return (called?.ports ?? []).filter(({ arrivals }) => arrivals.length > 0).map(({ port }) => port)
}

/** Of all ports together: on which strangers came in, or called in vain, or said nothing that could be believed. */
export function toldByStrangers(called: CallersFacts) {
  const told = called.ports.flatMap(({ port }) => {
    const at = strangersAt(port, called)
    return at === null ? [] : [{ port, ...at }]
  })
  if (told.every(({ behind, loopbackOnly }) => behind === 'nothing' && loopbackOnly !== true)) return null
  const isIn = ({ arrivals, behind, reached }: Strangers) => arrivals.length > 0 || (behind === 'server' && reached > 0)
  const isOut = (at: Strangers) => !isIn(at) && at.behind !== 'nothing' && at.reached === 0 && at.missed >= enough
  const portsWhere = (holds: (at: Strangers) => boolean) => told.filter(holds).map(({ port }) => port)
  return {
    loopbackOnly: portsWhere(({ loopbackOnly }) => loopbackOnly === true),
    arrived: portsWhere(isIn),
    missing: portsWhere(isOut),
    untested: portsWhere((at) => !isIn(at) && !isOut(at) && at.loopbackOnly !== true),
  }
}

/** `3 callers`, `one caller`. */
export function several(count: number, one: string, many: string): string {
  return count === 1 ? `one ${one}` : `${count} ${many}`
}

export function seenByStrangers(strangers: Strangers | null): boolean {
  return strangers !== null && strangers.reached > 0
}
