import type { NotedChange } from '../../core/journal.ts'
import { sameAddress } from '../../protocols/addresses.ts'
import { hasLapsed } from '../../protocols/router/lease-left.ts'
import type { RouterPlace } from '../../protocols/router/router-place.ts'
import { controlPort, type DialledPort, dialledPorts } from '../../wire/control-port.ts'
import type { DialBackFacts } from '../looks/dial-back.ts'
import type { PortSeen } from '../looks/let-in.ts'
import type { PortEntry } from '../looks/router.ts'

export interface WorthTrying {
  readonly ports: readonly DialledPort[]
  /** Of these, those that a server of this machine has. */
  readonly served: readonly number[]
}

/** What is known of a router's ports before it is asked for any. */
export interface KnownBefore {
  readonly place: RouterPlace
  readonly seen: DialBackFacts | undefined
  /** Of its table. */
  readonly entries: readonly PortEntry[]
  /** Of the journal. */
  readonly noted: readonly NotedChange[]
  /** ISO 8601. */
  readonly now: string
}

const dead = ['refused', 'timed-out', 'unreachable']

/**
 * What is missing as things stand is tried, and the control port to compare with. A port that somebody answers on is
 * left alone, and so is one that leads here already, or that this machine itself would turn away.
 */
export function worthTrying(known: KnownBefore): WorthTrying {
  const { seen } = known
  const asTheyStand = [...(seen?.ports ?? []), ...(seen?.control ? [seen.control] : [])]
  const seenAt = (port: number) => asTheyStand.find((each) => each.port === port)
  // Nobody looked from outside: whether the router would do it is all that can be learnt, and one port is enough for that.
  const isUnseen = asTheyStand.every(({ result }) => result === undefined)
  const isWanted = (port: DialledPort) => {
    const at = seenAt(port)
    if (isUnseen) return port === 25 || port === controlPort
    return at === undefined ? port === controlPort : isMissing(at)
  }
  const ports = dialledPorts.filter((port) => isWanted(port) && !leadsHere(known, port))
  const served = isUnseen ? [] : asTheyStand.filter(({ behind }) => behind === 'server').map(({ port }) => port)
  return { ports: ports.length > 0 ? ports : [controlPort], served }
}

/**
 * By the router's table, or, as only UPnP has one, by the journal: what another program of ours keeps open would be renewed
 * for the length of a test, and closed with it (RFC 6886 §3.4: NAT-PMP knows a mapping by its internal port).
 */
function leadsHere({ place, entries, noted, now }: KnownBefore, port: DialledPort): boolean {
  if (entries.some((each) => each.port === port && each.entry?.internal.address === place.local)) return true
  return noted.some(
    ({ change }) =>
      change.router === place.address &&
      change.external === port &&
      // One that leads to a port that stands in is of a test that did not end.
      change.internal.port === port &&
      sameAddress(change.internal.address, place.local) &&
      !hasLapsed(change, now),
  )
}

function isMissing({ arrived, result, behind, loopbackOnly, firewall }: PortSeen): boolean {
  if (arrived || loopbackOnly) return false
  if (behind === 'server') return dead.includes(result ?? '') && firewall !== 'drops' && firewall !== 'rejects'
  return result === undefined || dead.includes(result)
}
