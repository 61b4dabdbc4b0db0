import { defineCheck, maybe } from '../../core/check.ts'
import { failures } from '../../core/failure.ts'
import type { Family } from '../../core/line.ts'
import type { Matters } from '../../core/verdict.ts'
import { sameAddress } from '../../protocols/addresses.ts'
import type { MailPort } from '../../wire/mail-port.ts'
import { budgets } from '../budgets.ts'
import { lineAddress } from '../line/address.ts'
import { linePath } from '../line/path.ts'
import { type DialBackFacts, dialBack } from '../looks/dial-back.ts'
import type { PortSeen } from '../looks/let-in.ts'
import { callers, type CallersFacts } from '../looks/callers.ts'
import { isBehindAnother, type PortEntry, router } from '../looks/router.ts'
import { type MappedPorts, mappedPorts } from '../router/mapped-ports.ts'
import { routerMapping } from '../router/mapping.ts'
import {
  isOpened,
  judgeStrangers,
  type Strangers,
  arrivedAt,
  seenByStrangers,
  several,
  strangersAt,
} from './strangers.ts'
import { faultOf, forwardByHand, isForItself, mend, shutHere, wayIn } from './in-the-way.ts'
import { type StrangersMet, whyNoneCalled } from './why-none-called.ts'

export interface InboundFacts {
  readonly port: number
  readonly family: Family
  /** How the call to the probe ended: only `done` says anything about the line. */
  readonly call: DialBackFacts['call']
  /** What was seen of this port at both ends; null where the call said nothing of it. */
  readonly seen: PortSeen | null
  /** The public address is on this machine, so no router has to forward anything. */
  readonly onThisMachine: boolean
  /** Other ports on which the probe arrived in the same look: they show that the way in exists. */
  readonly otherArrivals: readonly number[]
  /** The router's own table leads this very port to this machine. */
  readonly tableLeadsHere: boolean
  /** What became of it while the router had it open because it was asked to; `untried`: it was not asked, or refused. */
  readonly mapped: 'arrived' | 'missing' | 'untried'
  /** Something else arrived in the same way, so the router does what it says. */
  readonly mappedOthers: boolean
  /** The router was asked to open ports, whatever became of it; absent where that was not allowed. */
  readonly routerAsked?: boolean
  /** By its own word the router has another address outside than others see: what it opens, another one must open too. */
  readonly behindAnother: boolean
  /** What strangers met who were asked to call; null where nobody was. */
  readonly strangers: Strangers | null
  /** How those strangers were met altogether. */
  readonly strangersMet: StrangersMet | null
}

/** Whether others can connect to a mail port here. */
const inboundPort = <const P extends MailPort, const F extends Family>(port: P, family: F, matters: Matters) =>
  defineCheck<InboundFacts>()({
    id: `inbound.${port}.${family}`,
    stem: 'inbound.port',
    title: `Others can connect to port ${port} here over ${family === 'v4' ? 'IPv4' : 'IPv6'}.`,
    matters,
    revision: 3,
    needs: {
      address: lineAddress[family],
      path: linePath,
      seen: maybe(dialBack[family]),
      router: maybe(router.v4),
      trials: maybe(routerMapping),
      callers: maybe(callers),
    },
    budget: budgets.combining,
    marks: { greeting: 'banner', cameFrom: 'address', arrivals: 'address', networks: 'name' },
    answers: {
      open: {
        verdict: 'pass',
        says: ({ seen, strangers }) =>
          seen?.proved !== true && strangers !== null
            ? `Connections to port ${port} from ${several(strangers.arrivals.length, 'address', 'addresses')} of the internet stood at this machine.`
            : seen?.behind === 'server'
              ? `The probe connected to port ${port}, and its connection was seen at the server that runs here.`
              : `The probe connected to port ${port}, and both ends proved themselves.`,
      },
      'open-unproved': {
        verdict: 'warn',
        fault: 'undetermined',
        says: ({ strangers }) =>
          seenByStrangers(strangers)
            ? `Port ${port} answers to ${several(strangers?.reached ?? 0, 'caller', 'callers')} outside; that it was this machine could not be proved.`
            : `Port ${port} of this address answers, but that it was this machine could not be proved.`,
        remedy: `Compare the greeting under --verbose with your server's own. To have proof, stop the server for a moment and run the check again.`,
      },
      filtered: {
        verdict: 'fail',
        fault: faultOf,
        says: (facts) => `Connections to port ${port} do not arrive, although ${wayIn(facts)}.`,
        remedy: (facts) => mend(port, facts),
      },
      refused: {
        verdict: 'fail',
        fault: faultOf,
        says: (facts) =>
          isForItself(facts)
            ? `The server on port ${port} listens for this machine alone (127.0.0.1), so nobody else can connect to it.`
            : `Connections to port ${port} are turned back before they arrive, although ${wayIn(facts)}.`,
        remedy: (facts) =>
          isForItself(facts)
            ? 'Let the server listen on all addresses (Postfix: inet_interfaces = all).'
            : mend(port, facts),
      },
      altered: {
        verdict: 'fail',
        fault: 'undetermined',
        says: `A connection to port ${port} arrived here, but the probe heard other words than ours: something on the way meddles with them.`,
        remedy: `Switch off what the router calls "SMTP fixup", "inspection", "ALG" or "mail filter". If there is none, it is the provider's.`,
      },
      'reply-lost': {
        verdict: 'fail',
        fault: 'undetermined',
        says: `A connection to port ${port} arrived here, but our answer did not reach the probe.`,
        remedy:
          'The way out differs from the way in: see whether this machine has a second uplink or a VPN, and whether the router has several lines.',
      },
      'other-machine': {
        verdict: 'unknown',
        says: `Port ${port} of this address answers, but nothing arrived on this machine: another machine, or the router itself, takes it.`,
        remedy: `If that is your mail server, run the check there. If not, correct the forward of port ${port} in the router.`,
      },
      'not-forwarded': {
        verdict: 'unknown',
        says: (facts) =>
          facts.mapped === 'arrived'
            ? `Nothing arrives on port ${port} as things stand; as soon as the router was asked to open it, it did.`
            : isOpened(facts)
              ? `Nothing arrives on port ${port}, although your router has it open: by its own word another router stands before it.`
              : `Nothing arrives on port ${port}, nor on any other mail port: a router that forwards nothing looks just like a provider that blocks.`,
        remedy: (facts) =>
          facts.mapped === 'arrived'
            ? `Let the router open it for good ("mailworthy ports keep" opens and renews the mail ports), or forward TCP port ${port} in its pages; then run the check again.`
            : isOpened(facts)
              ? `Forward TCP port ${port} in that one as well, or put it into bridge mode; then run the check again.`
              : forwardByHand(port, facts),
      },
      'cannot-listen': {
        verdict: 'unknown',
        says: ({ seen, strangers, mapped }) =>
          mapped === 'arrived'
            ? `This program may not listen on port ${port}; led to another port by the router for a moment, it arrived.`
            : (seen?.why ?? strangers?.why) === 'not-permitted'
              ? `This program may not listen on port ${port}, so nobody could be let in to test it.`
              : (seen?.why ?? strangers?.why) === 'in-use'
                ? `A program here has port ${port} on an address that is not this line's, so nobody could be let in to test it.`
                : `Port ${port} could not be listened on: ${failures[seen?.why ?? strangers?.why ?? 'unclassified']}.`,
        remedy: ({ seen, strangers }) =>
          (seen?.why ?? strangers?.why) === 'in-use'
            ? `Let that program listen on all addresses, or stop it for the length of a check ("ss -tlnp sport = :${port}" names it).`
            : 'Run it once with sudo: it binds the mail ports, then becomes your own user before it reads anything. A socket unit of systemd works too.',
      },
      'probe-unable': {
        verdict: 'unknown',
        says: ({ call }) =>
          call === 'done'
            ? `The probe has not shown lately that it can dial port ${port} anywhere, so its silence proves nothing.`
            : `The probe did not finish the test: ${whyUnfinished[call]}.`,
        remedy: `Try another probe, or wait a few minutes. On the probe, "mailworthy-probe --check" says whether its provider lets port ${port} out.`,
      },
      'no-vantage': {
        verdict: 'unknown',
        says: `Nobody outside could be asked to connect to port ${port}.`,
        remedy: 'Only somebody outside can tell what comes in: give a probe with --probe.',
      },
      'not-called': {
        verdict: 'unknown',
        says: ({ strangersMet }) =>
          `Nobody outside can tell of port ${port} of this address: ${whyNoneCalled(strangersMet).why}.`,
        remedy: ({ strangersMet }) => whyNoneCalled(strangersMet).remedy,
      },
      'address-changed': {
        verdict: 'unknown',
        says: 'The public address changed in the middle of the test.',
        remedy: 'Run the check again; if it happens again, the line leaves by several addresses.',
      },
    },
    async observe(_line, { address, path, seen, router: asked, trials, callers: called }) {
      const others = [...(seen?.ports ?? []), ...(seen?.control ? [seen.control] : [])]
      return {
        port,
        family,
        call: seen?.call ?? 'no-vantage',
        seen: seen?.ports.find((each) => each.port === port) ?? null,
        onThisMachine: address.onThisMachine,
        otherArrivals: [
          ...new Set([
            ...others.filter((each) => each.arrived).map((each) => each.port),
            ...(family === 'v4' ? arrivedAt(called) : []),
          ]),
        ].filter((each) => each !== port),
        tableLeadsHere: family === 'v4' && leadsHere(asked?.entries ?? [], port, path.v4?.local ?? []),
        strangers: family === 'v4' && called !== undefined ? strangersAt(port, called) : null,
        strangersMet: family === 'v4' && called !== undefined ? metAs(called) : null,
        ...(trials !== undefined && { routerAsked: true }),
        ...mappedAt(port, mappedPorts(trials?.[family], seen?.ports ?? [])),
        behindAnother: family === 'v4' && isBehindAnother(asked, address.address),
      }
    },
    judge(facts) {
      const { call, seen, onThisMachine, otherArrivals, behindAnother, strangers } = facts
      // Whoever it was: a connection from the internet stood here.
      if (seen?.proved || (strangers?.arrivals.length ?? 0) > 0) return 'open'
      if (call === 'no-vantage') return judgeStrangers(facts)
      if (call === 'address-changed') return call
      if (seen?.behind === 'nothing') return facts.mapped === 'missing' && !behindAnother ? 'filtered' : 'cannot-listen'
      // A port that has its result keeps it, whatever became of the call afterwards.
      if (seen?.result === undefined) return 'probe-unable'
      const isWayOpened = isOpened(facts) && !behindAnother
      const wayInExists = onThisMachine || otherArrivals.length > 0 || isWayOpened || shutHere(seen)
      switch (seen.result) {
        case 'open-proved':
        case 'open-other':
          if (seen.behind === 'server') return seen.tableRead && !seen.sameAsHere ? 'other-machine' : 'open-unproved'
          return seen.arrived ? 'altered' : 'other-machine'
        case 'probe-unable':
          return 'probe-unable'
        case 'refused':
        case 'timed-out':
        case 'unreachable':
          if (seen.arrived) return 'reply-lost'
          if (!wayInExists) return 'not-forwarded'
          return seen.result === 'refused' ? 'refused' : 'filtered'
      }
    },
  })

const whyUnfinished: Readonly<Record<DialBackFacts['call'], string>> = {
  done: 'it gave no result for this port',
  'broken-off': 'the connection to it broke off',
  busy: 'it has too much to do',
  spent: 'the session had ended',
  untrusted: 'another key answered in its place',
  incompatible: 'it did not understand the request',
  unreachable: 'it could not be reached any more',
  'address-changed': 'the address changed',
  'no-vantage': 'there was none',
  'nothing-to-dial': 'there was nothing to dial',
}

function metAs({ asked, world, retryAfterS, remaining, callers: who }: CallersFacts): StrangersMet {
  return {
    asked,
    world,
    reach25: who.filter(({ reaches25 }) => reaches25).length,
    ...(retryAfterS !== undefined && { retryAfterS }),
    ...(remaining !== undefined && { remaining }),
  }
}

function leadsHere(entries: readonly PortEntry[], port: number, local: readonly string[]): boolean {
  const to = entries.find((each) => each.port === port)?.entry
  return to?.enabled === true && local.some((address) => sameAddress(address, to.internal.address))
}

function mappedAt(port: number, through: MappedPorts | null): Pick<InboundFacts, 'mapped' | 'mappedOthers'> {
  if (through === null) return { mapped: 'untried', mappedOthers: false }
  const mapped = through.arrived.includes(port) ? 'arrived' : through.missing.includes(port) ? 'missing' : 'untried'
  return { mapped, mappedOthers: through.control === 'arrived' || through.arrived.length > 0 }
}

/** Mail comes in on 25; its owner comes in on 465 (submission) and 993 (IMAP), both within TLS (RFC 8314 §3). */
export const inbound = {
  25: { v4: inboundPort(25, 'v4', { receive: 'required' }), v6: inboundPort(25, 'v6', {}) },
  465: { v4: inboundPort(465, 'v4', { access: 'required' }), v6: inboundPort(465, 'v6', {}) },
  587: { v4: inboundPort(587, 'v4', {}), v6: inboundPort(587, 'v6', {}) },
  143: { v4: inboundPort(143, 'v4', {}), v6: inboundPort(143, 'v6', {}) },
  993: { v4: inboundPort(993, 'v4', { access: 'required' }), v6: inboundPort(993, 'v6', {}) },
} as const
