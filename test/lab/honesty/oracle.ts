import type { Expected } from '../../../src/checks/expected.ts'
import type { AbilityAnswer } from '../../../src/core/ability.ts'
import { mailPorts } from '../addresses.ts'
import type { WorldSpec } from '../spec.ts'

/**
 * What is true of a world, worked out from its specification alone and by other means than the program's: no facts, no
 * traces, only who forwards what and who blocks what.
 */
export interface Truth {
  readonly answers: Partial<Expected>
  readonly receive: AbilityAnswer
  readonly send: AbilityAnswer
  readonly access: AbilityAnswer
}

type Way = 'flows' | 'silence' | 'turned-back'

/** The world as its specification has it: everything of a good line that is not mentioned. */
export function truthOf({ v4 = 'one-router', v6 = 'none', forwards = [], isp }: WorldSpec): Truth {
  const { in: blockedIn = [], out: blockedOut = [], how = 'drop' } = isp?.block ?? {}
  // An ICMP "prohibited" is no answer of the far end: to whoever dials it is a failure like silence, only quicker.
  const blocked: Way = how === 'reset' ? 'turned-back' : 'silence'
  const isBlocked = (among: typeof blockedIn, port: number) => among === 'all' || among.includes(port)
  const outwards = (port: number): Way => (isBlocked(blockedOut, port) ? blocked : 'flows')

  const inwardsV4 = (port: number): Way => {
    // Whoever shares the address, or stands between, passes nothing on: only our own router has forwards.
    if (v4 === 'carrier' || v4 === 'double') return isBlocked(blockedIn, port) ? blocked : 'silence'
    if (isBlocked(blockedIn, port)) return blocked
    return v4 === 'direct' || forwards.includes(port) ? 'flows' : 'silence'
  }
  const inwardsV6 = (port: number): Way => {
    if (isBlocked(blockedIn, port)) return blocked
    // The firewall is the router's: a machine that is on the line itself has none before it.
    return v6 === 'native-open' || v4 === 'direct' ? 'flows' : 'silence'
  }
  const reachesV6 = v6 === 'native-open' || v6 === 'native-firewalled'
  const in4 = inbound('v4', inwardsV4, v4 === 'direct')
  const in6 = reachesV6 ? inbound('v6', inwardsV6, true) : moot('v6')

  // The name of an address that customers share is one that receivers turn away.
  const sends = outwards(25) === 'flows' && v4 !== 'carrier'
  const nat = v4 === 'carrier' ? 'carrier' : v4
  const receives: AbilityAnswer = v4 === 'carrier' ? 'no' : weigh(inwardsV4, [25], v4 === 'direct')
  const access: AbilityAnswer = v4 === 'carrier' ? 'no' : weigh(inwardsV4, [465, 993], v4 === 'direct')
  return {
    answers: {
      'line.address.v4': 'seen',
      'line.address.v6': reachesV6 ? 'seen' : 'none',
      'line.nat.v4': nat as Expected['line.nat.v4'],
      ...outbound('v4', outwards),
      ...(reachesV6 ? outbound('v6', outwards) : {}),
      ...in4,
      ...in6,
    },
    // A first look never says more: nobody knows the nights of the line.
    receive: receives === 'yes' ? 'with-reservations' : receives,
    send: sends ? 'with-reservations' : 'no',
    access: access === 'yes' ? 'with-reservations' : access,
  }
}

function outbound(family: 'v4' | 'v6', way: (port: number) => Way): Partial<Expected> {
  const said = { flows: 'open', silence: 'filtered', 'turned-back': 'refused' } as const
  return Object.fromEntries(mailPorts.map((port) => [`outbound.${port}.${family}`, said[way(port)]]))
}

function inbound(family: 'v4' | 'v6', way: (port: number) => Way, onThisMachine: boolean): Partial<Expected> {
  const wayInSeen = onThisMachine || mailPorts.some((port) => way(port) === 'flows')
  const said = (port: number) => {
    if (way(port) === 'flows') return 'open'
    if (!wayInSeen) return 'not-forwarded'
    return way(port) === 'turned-back' ? 'refused' : 'filtered'
  }
  return Object.fromEntries(mailPorts.map((port) => [`inbound.${port}.${family}`, said(port)]))
}

function moot(family: 'v4' | 'v6'): Partial<Expected> {
  return Object.fromEntries(
    ['inbound', 'outbound'].flatMap((direction) => mailPorts.map((port) => [`${direction}.${port}.${family}`, 'moot'])),
  )
}

/** What is shut is a "no" only where it can be seen that there is a way in; where nothing comes in it is unknown. */
function weigh(way: (port: number) => Way, ports: readonly number[], onThisMachine: boolean): AbilityAnswer {
  const wayInSeen = onThisMachine || mailPorts.some((port) => way(port) === 'flows')
  if (ports.every((port) => way(port) === 'flows')) return 'yes'
  return wayInSeen ? 'no' : 'unknown'
}
