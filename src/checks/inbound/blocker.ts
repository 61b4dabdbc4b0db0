import { defineCheck, maybe } from '../../core/check.ts'
import type { Family } from '../../core/line.ts'
import { budgets } from '../budgets.ts'
import { lineAddress } from '../line/address.ts'
import { callers } from '../looks/callers.ts'
import { type DialBackFacts, dialBack } from '../looks/dial-back.ts'
import type { PortSeen } from '../looks/let-in.ts'
import { isBehindAnother, router } from '../looks/router.ts'
import { type MappedPorts, mappedPorts } from '../router/mapped-ports.ts'
import { portsNamed } from '../ports-named.ts'
import { routerMapping } from '../router/mapping.ts'
import { toldByStrangers } from './strangers.ts'

export interface BlockerFacts {
  readonly family: Family
  readonly call: DialBackFacts['call']
  readonly onThisMachine: boolean
  /** Who dialled: the probe, or, without one, strangers. */
  readonly by: 'probe' | 'strangers'
  /** Mail ports on which they arrived here, if only half-open. */
  readonly arrived: readonly number[]
  /** Mail ports on which a server listens for this machine alone: nobody else is let in, wherever they come from. */
  readonly loopbackOnly: readonly number[]
  /** Other mail ports that were dialled and that did not arrive. */
  readonly missing: readonly number[]
  /** Mail ports of which nothing can be said: not dialled, or by a probe that has not shown that it can. */
  readonly untested: readonly number[]
  /** Mail ports on which a connection arrived half, and came to nothing: our answer was lost. */
  readonly broken: readonly number[]
  /** The high control port arrived. */
  readonly controlArrived: boolean
  /** What the router opened for a moment, by its own word, and whether the probe then came in; null: not tried. */
  readonly mapped: MappedPorts | null
  /** By its own word the router has another address outside than others see: there is another one before it. */
  readonly behindAnother: boolean
  /** What this machine's packet filter does to the missing ports: `shut` to all, `open` to all, `mixed`, or not known. */
  readonly ownFirewall: 'shut' | 'open' | 'mixed' | 'unclear'
}

/** RFC 6335 §6: below are the system ports, which some providers keep shut on home lines. */
const firstHighPort = 1024

/** Who keeps others out, seen over all ports together. */
const blockerOver = <F extends Family>(family: F) =>
  defineCheck<BlockerFacts>()({
    id: `inbound.blocker.${family}`,
    stem: 'inbound.blocker',
    title: `Nothing keeps others out over ${family === 'v4' ? 'IPv4' : 'IPv6'}.`,
    matters: {},
    revision: 3,
    needs: {
      address: lineAddress[family],
      seen: maybe(dialBack[family]),
      called: maybe(callers),
      trials: maybe(routerMapping),
      router: maybe(router.v4),
    },
    budget: budgets.combining,
    marks: {},
    answers: {
      nothing: {
        verdict: 'pass',
        says: ({ arrived }) => `All mail ports arrive: ${arrived.join(', ')}.`,
      },
      'this-machine': {
        verdict: 'fail',
        fault: 'machine',
        says: ({ missing, loopbackOnly }) =>
          [
            ...(missing.length > 0
              ? [`This machine's own firewall turns away ${missing.join(', ')}: its rules say so.`]
              : []),
            ...(loopbackOnly.length > 0
              ? [`What serves ${loopbackOnly.join(', ')} here listens for this machine alone (127.0.0.1).`]
              : []),
          ].join(' '),
        remedy: ({ missing, loopbackOnly }) =>
          [
            ...(missing.length > 0 ? [`Open TCP ${missing.join(', ')} in this machine's firewall.`] : []),
            ...(loopbackOnly.length > 0
              ? ['Let the server listen on all addresses (Postfix: inet_interfaces = all).']
              : []),
          ].join(' '),
      },
      router: {
        verdict: 'fail',
        fault: 'router',
        says: ({ mapped }) =>
          `The router does not pass on what comes to ${portsNamed(inGood(mapped))}: as soon as it was asked to, it arrived.`,
        remedy: ({ mapped }) =>
          `Open what is needed for good: "mailworthy ports keep ${inGood(mapped).join(' ')}", or a rule in the router's own pages.`,
      },
      provider: {
        verdict: 'fail',
        fault: 'provider',
        says: ({ missing, mapped }) =>
          inVain(mapped).length > 0
            ? `The provider keeps out ${portsNamed(inVain(mapped))}: the router opened what it was asked to, and nothing arrived there, while ${cameBeside(mapped)} did.`
            : `The provider keeps out ${portsNamed(missing)}: the public address is on this machine, whose firewall would let it in.`,
        remedy: 'Ask the provider to open the mail ports; some do so in the customer account.',
      },
      'provider-low-ports': {
        verdict: 'fail',
        fault: 'provider',
        says: ({ mapped }) =>
          `The provider keeps out every port below ${firstHighPort} that was tried${
            inVain(mapped).length > 0 ? ', although the router opened them' : ''
          }, while a high one arrives.`,
        remedy: `Ask the provider to open the ports below ${firstHighPort}, or for a line meant for servers.`,
      },
      'router-or-provider': {
        verdict: 'unknown',
        says: ({ arrived, missing, mapped, behindAnother, family: over }) =>
          inVain(mapped).length > 0
            ? `The router says that it opened ${portsNamed(inVain(mapped))}, and nothing arrived there: the provider may keep it out, or ${
                behindAnother ? 'another router that stands before it' : 'the router does not do what it says'
              }.`
            : arrived.length > 0
              ? `Some ports arrive (${arrived.join(', ')}) and others do not (${missing.join(', ')}): forwards are set port by port, and so are a provider's blocks.`
              : `This machine's firewall would let ${missing.join(', ')} in over ${over === 'v4' ? 'IPv4' : 'IPv6'}, so the router or the provider keeps them out.`,
        remedy: ({ missing, mapped }) =>
          `Compare the rules in the router: is ${(inVain(mapped).length > 0 ? inVain(mapped) : missing).join(', ')} let through just as it should be? If it is, ask the provider.`,
      },
      undetermined: {
        verdict: 'unknown',
        says: ({ arrived, missing, untested, broken, mapped, ownFirewall: own }) => {
          if (own === 'mixed')
            return `There is more than one who keeps others out: this machine's firewall turns away some of ${missing.join(', ')}, but not all.`
          if (missing.length > 0 && arrived.length > 0)
            return `Of ${missing.join(', ')} nothing arrives: this machine's firewall may do it, or the provider. Its rules could not be read.`
          if (missing.length > 0)
            return 'Nothing arrives at all, so it cannot be told whether the router or the provider keeps it out.'
          if (broken.length > 0) return `Connections to ${broken.join(', ')} arrive, but come to nothing.`
          if (arrived.length === 0 && inGood(mapped).length > 0)
            return `As things stand nothing could be tested; while the router had it open, what came to ${portsNamed(inGood(mapped))} arrived.`
          if (arrived.length === 0) return 'Nobody outside could say what comes in.'
          return `What was dialled arrives (${arrived.join(', ')}), but ${untested.join(', ')} could not be tested.`
        },
        remedy: ({ missing, arrived, broken, mapped }) => {
          if (broken.length > 0)
            return 'See what is said of those ports: nobody keeps connections out, but they do not come about.'
          if (missing.length > 0 && arrived.length > 0)
            return `Look at this machine's firewall for ${missing.join(', ')} (as root the check reads its rules), then ask the provider.`
          if (missing.length + arrived.length === 0 && inGood(mapped).length > 0)
            return 'See what is said of those ports: why they could not be tested without the router’s help.'
          return missing.length > 0
            ? 'Forward the mail ports in the router first; what is still missing then is somebody else.'
            : 'Run the check again with a probe (--probe) that can dial the mail ports.'
        },
      },
    },
    async observe(_line, { address, seen, called, trials, router: asked }) {
      const ports = seen?.ports ?? []
      const byStrangers = family === 'v4' && ports.length === 0 && called !== undefined ? toldByStrangers(called) : null
      const absent = ports.filter((each) => !each.arrived && told(each.result))
      const missing = absent.filter(({ loopbackOnly }) => !loopbackOnly)
      return {
        family,
        call: seen?.call ?? 'no-vantage',
        onThisMachine: address.onThisMachine,
        by: byStrangers === null ? 'probe' : 'strangers',
        arrived: ports.filter(({ arrived }) => arrived).map(({ port }) => port),
        loopbackOnly: absent.filter(({ loopbackOnly }) => loopbackOnly).map(({ port }) => port),
        missing: missing.map(({ port }) => port),
        broken: ports.filter((each) => each.arrived && !each.proved && told(each.result)).map(({ port }) => port),
        untested: ports.filter((each) => !each.arrived && !told(each.result)).map(({ port }) => port),
        controlArrived: seen?.control?.arrived === true,
        mapped: mappedPorts(trials?.[family], ports),
        behindAnother: family === 'v4' && isBehindAnother(asked, address.address),
        ownFirewall: ownFirewall(missing),
        ...byStrangers,
      }
    },
    judge(facts) {
      const {
        arrived,
        loopbackOnly,
        missing,
        untested,
        broken,
        onThisMachine,
        controlArrived,
        ownFirewall: own,
      } = facts
      if (missing.length === 0 && loopbackOnly.length > 0) return 'this-machine'
      const allCame = arrived.length > 0 && untested.length === 0 && broken.length === 0
      if (own === 'shut' && missing.length > 0) return 'this-machine'
      const throughRouter = judgeMapped(facts)
      if (throughRouter !== undefined) return throughRouter
      if (missing.length === 0) return allCame ? 'nothing' : 'undetermined'
      if (own === 'mixed') return 'undetermined'
      // Only where the address is on this machine is there no forward that may be missing.
      if (onThisMachine && family === 'v4' && own === 'open')
        return arrived.length === 0 && controlArrived ? 'provider-low-ports' : 'provider'
      if (onThisMachine && own === 'unclear') return 'undetermined'
      if (arrived.length > 0) return 'router-or-provider'
      return onThisMachine && own === 'open' ? 'router-or-provider' : 'undetermined'
    },
  })

/** Only a dial that was made and that failed, by a probe that can dial this port, says that something is in the way. */
function told(result: string | undefined): boolean {
  return result === 'refused' || result === 'timed-out' || result === 'unreachable'
}

function cameBeside(mapped: MappedPorts | null): string {
  const mail = inGood(mapped).length > 0 ? [portsNamed(inGood(mapped))] : []
  return [...mail, ...(mapped?.control === 'arrived' ? ['a high port'] : [])].join(' and ')
}

/** Opened by the router, and nothing arrived. */
function inVain(mapped: MappedPorts | null): readonly number[] {
  return mapped?.missing ?? []
}

/** Opened by the router, and arrived. */
function inGood(mapped: MappedPorts | null): readonly number[] {
  return mapped?.arrived ?? []
}

/** What the trial says of what is missing as things stand; undefined where it says nothing. */
function judgeMapped({ arrived, missing, mapped, behindAnother, ownFirewall: own }: BlockerFacts) {
  if (mapped === null) return undefined
  if (inVain(mapped).length > 0) {
    // Opened in the same way, a high port arrives: so the router does what it says, and this machine lets it in.
    const keepsItsWord = mapped.control === 'arrived' || mapped.arrived.length > 0
    if (!keepsItsWord || behindAnother) return 'router-or-provider'
    return arrived.length + mapped.arrived.length === 0 ? 'provider-low-ports' : 'provider'
  }
  // Led to another port, they came in: for some of them this machine is in the way as well.
  if (own === 'mixed') return undefined
  const solved = missing.length > 0 && missing.every((port) => mapped.arrived.includes(port))
  return solved ? 'router' : undefined
}

function ownFirewall(missing: readonly PortSeen[]): BlockerFacts['ownFirewall'] {
  if (missing.length === 0) return 'unclear'
  if (missing.every(({ firewall }) => firewall === 'drops' || firewall === 'rejects')) return 'shut'
  if (missing.every(({ firewall }) => firewall === 'accepts')) return 'open'
  const known = missing.every(({ firewall }) => firewall !== 'cannot-tell' && firewall !== 'not-read')
  return known ? 'mixed' : 'unclear'
}

export const inboundBlocker = { v4: blockerOver('v4'), v6: blockerOver('v6') } as const
