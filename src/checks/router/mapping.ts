import { defineCheck, maybe } from '../../core/check.ts'
import type { Line } from '../../core/line.ts'
import { speechesOf } from '../../protocols/router/speeches-of.ts'
import { restore } from '../../protocols/router/restore.ts'
import { controlPort, type DialledPort, dialledPorts } from '../../wire/control-port.ts'
import { budgets } from '../budgets.ts'
import { linePath } from '../line/path.ts'
import { type DialBackFacts, dialBack } from '../looks/dial-back.ts'
import type { PortSeen } from '../looks/let-in.ts'
import { type PortEntry, router } from '../looks/router.ts'
import { portsNamed } from '../ports-named.ts'
import { vantageProbe } from '../vantage/probe.ts'
import { noting } from './noting.ts'
import { type PortTrial, type Trial, tryPorts } from './trial.ts'

export interface MappingFacts {
  /** What came of asking the router; null where it speaks no language that we do, or there is none. */
  readonly v4: Trial | null
  /** The same with holes in its IPv6 firewall. */
  readonly v6: Trial | null
}

/** What the trials showed, for those who judge by it. */
export type Trials = MappingFacts

/** Refusals of every kind: nothing was opened, and the router said so. */
const refusals: readonly PortTrial['opening'][] = ['forbidden', 'refused', 'no-wan', 'same-port-only', 'permanent-only']
const dead = ['refused', 'timed-out', 'unreachable']

/** Whether the router opens ports when it is asked to, and whether that helps. Changes its table for a moment. */
export const routerMapping = defineCheck<MappingFacts>()({
  id: 'router.mapping',
  stem: 'router.mapping',
  title: 'The router opens ports when it is asked to.',
  matters: {},
  revision: 1,
  needs: {
    path: linePath,
    v4: router.v4,
    v6: router.v6,
    probe: maybe(vantageProbe),
    seenV4: maybe(dialBack.v4),
    seenV6: maybe(dialBack.v6),
  },
  budget: budgets.mapping,
  alters: 'router',
  marks: {
    address: 'address',
    remoteHost: 'address',
    cameFrom: 'address',
    description: 'banner',
    greeting: 'banner',
    says: 'banner',
  },
  answers: {
    works: {
      verdict: 'pass',
      says: (facts) =>
        `The router opened ${ports(opened(facts))} when it was asked by ${speeches(facts)}, the probe came in, and it is as it was again.`,
    },
    conflict: {
      verdict: 'warn',
      fault: 'router',
      says: (facts) => conflicts(facts).map(describeOwner).join(' '),
      remedy: (facts) =>
        `If that is an old rule, remove it in the router, or with "mailworthy ports open ${conflicts(facts)[0]?.port} --replace", which names the owner and asks first.`,
    },
    forbidden: {
      verdict: 'warn',
      fault: (facts) => (noWan(facts) ? 'undetermined' : 'router'),
      says: (facts) =>
        noWan(facts)
          ? 'The router opens nothing, for it has no public address of its own: there is another router, or the provider’s translator, before it.'
          : `The router answers, and will not open ${ports(refused(facts))} ${codes(refused(facts))}.`,
      remedy: (facts) =>
        noWan(facts)
          ? 'See what line.nat.v4 says: the ports must be opened where the public address is.'
          : `Forward ${ports(refused(facts))} in the router's own pages, or allow this machine to open ports there (FRITZ!Box: "Permit independent port sharing").`,
    },
    substituted: {
      verdict: 'warn',
      fault: 'router',
      says: (facts) =>
        substituted(facts)
          .map(({ port, substitute }) => `Asked for port ${port}, the router gave ${substitute}.`)
          .join(' '),
      remedy: (facts) =>
        `Mail is delivered to port 25 and nowhere else. Forward ${ports(substituted(facts))} in the router's own pages, or free it there.`,
    },
    'mapped-but-unreachable': {
      verdict: 'warn',
      fault: 'undetermined',
      says: (facts) =>
        notKept(facts).length > 0
          ? `The router said that it opened ${ports(notKept(facts))}, but its own table does not have it.`
          : `The router says that ${ports(lost(facts))} was open, but the probe did not come in there${
              came(facts).length > 0 ? `, while it did on ${ports(came(facts))}` : ''
            }.`,
      remedy: (facts) =>
        came(facts).length > 0
          ? `Then it is not the router: ask the provider to open inbound ${ports(lost(facts))}.`
          : 'Forward the port in the router’s own pages and run the check again. If it stays so, something before the router keeps it out: see inbound.blocker.',
    },
    'left-behind': {
      verdict: 'warn',
      fault: 'router',
      says: (facts) => `The router was told to close ${ports(left(facts))} again, and did not.`,
      remedy: (facts) =>
        `Run "mailworthy ports restore". If that does not help, delete the entry for ${ports(left(facts))} in the router's pages; restarting the router clears it too, with most.`,
    },
    'no-protocol': {
      verdict: 'unknown',
      says: 'The router understands none of the languages in which a port is asked for (UPnP, PCP, NAT-PMP).',
      remedy:
        'Switch one of them on in the router for the length of a test, or forward the mail ports by hand, which is just as good.',
    },
    'not-verified': {
      verdict: 'unknown',
      says: (facts) => whyNotVerified(facts),
      remedy: 'Give a probe with --probe, and run the check again: only somebody outside can say that a mapping works.',
    },
  },
  async observe(line, given, _asked, undo) {
    const begun = new Set<string>()
    const ours = noting(line, begun)
    const { v4, v6, probe, seenV4, seenV6 } = given
    const mets = new Map([v4.met, v6.met].flatMap((met) => (met === null ? [] : [[met.place.address, met] as const])))
    undo(
      async (after: Line) =>
        void (await restore(
          after,
          async (address) => mets.get(address),
          ({ id }) => begun.has(id),
        )),
    )
    const trial = async (
      met: typeof v4.met | typeof v6.met,
      seen: DialBackFacts | undefined,
      entries: readonly PortEntry[],
    ) => {
      if (met === null || speechesOf(met).length === 0) return null
      const { family, local } = met.place
      const { ports: wanted, served } = worthTrying(seen, entries, local)
      return tryPorts(ours, { met, vantage: probe?.[family], ports: wanted, served })
    }
    const [overV4, overV6] = await Promise.all([trial(v4.met, seenV4, v4.entries), trial(v6.met, seenV6, [])])
    return { v4: overV4, v6: overV6 }
  },
  judge(facts) {
    const all = trialsOf(facts)
    if (all.length === 0) return 'no-protocol'
    if (left(facts).length > 0) return 'left-behind'
    if (conflicts(facts).length > 0) return 'conflict'
    if (refused(facts).length > 0) return 'forbidden'
    if (substituted(facts).length > 0) return 'substituted'
    if (notKept(facts).length > 0 || lost(facts).length > 0) return 'mapped-but-unreachable'
    return came(facts).length > 0 && came(facts).length === opened(facts).length ? 'works' : 'not-verified'
  },
  gives: (facts): Trials => facts,
})

/**
 * What is missing as things stand is tried, and the control port to compare with. A port that somebody answers on is
 * left alone, and so is one that the router's table leads here already, or that this machine itself would turn away.
 */
function worthTrying(
  seen: DialBackFacts | undefined,
  entries: readonly PortEntry[],
  local: string,
): { readonly ports: readonly DialledPort[]; readonly served: readonly number[] } {
  const asTheyStand = [...(seen?.ports ?? []), ...(seen?.control ? [seen.control] : [])]
  const seenAt = (port: number) => asTheyStand.find((each) => each.port === port)
  const mapped = (port: number) => entries.some((each) => each.port === port && each.entry?.internal.address === local)
  // Nobody looked from outside: whether the router would do it is all that can be learnt, and one port is enough for that.
  if (asTheyStand.every(({ result }) => result === undefined)) return { ports: [25, controlPort], served: [] }
  const ports = dialledPorts.filter((port) => {
    const at = seenAt(port)
    return !mapped(port) && (at === undefined ? port === controlPort : isMissing(at))
  })
  const served = asTheyStand.filter(({ behind }) => behind === 'server').map(({ port }) => port)
  return { ports: ports.length > 0 ? ports : [controlPort], served }
}

function isMissing({ arrived, result, behind, loopbackOnly, firewall }: PortSeen): boolean {
  if (arrived || loopbackOnly) return false
  if (behind === 'server') return dead.includes(result ?? '') && firewall !== 'drops' && firewall !== 'rejects'
  return result === undefined || dead.includes(result)
}

function trialsOf({ v4, v6 }: MappingFacts): readonly PortTrial[] {
  return [...(v4?.ports ?? []), ...(v6?.ports ?? [])].filter(({ opening }) => opening !== 'no-protocol')
}

function opened(facts: MappingFacts): readonly PortTrial[] {
  return trialsOf(facts).filter(({ opening }) => opening === 'opened')
}

function came(facts: MappingFacts): readonly PortTrial[] {
  return opened(facts).filter(({ seen }) => seen?.proved === true)
}

/** Opened, and dialled by somebody who can, and nothing arrived. */
function lost(facts: MappingFacts): readonly PortTrial[] {
  return opened(facts).filter(({ seen }) => seen !== null && !seen.arrived && dead.includes(seen.result ?? ''))
}

function left(facts: MappingFacts): readonly PortTrial[] {
  return trialsOf(facts).filter(({ closing }) => closing === 'left-behind')
}

function conflicts(facts: MappingFacts): readonly PortTrial[] {
  return trialsOf(facts).filter(({ opening }) => opening === 'conflict')
}

function refused(facts: MappingFacts): readonly PortTrial[] {
  return trialsOf(facts).filter(({ opening }) => refusals.includes(opening))
}

function noWan(facts: MappingFacts): boolean {
  return refused(facts).some(({ opening }) => opening === 'no-wan')
}

function substituted(facts: MappingFacts): readonly PortTrial[] {
  return trialsOf(facts).filter(({ opening }) => opening === 'substituted')
}

function notKept(facts: MappingFacts): readonly PortTrial[] {
  return trialsOf(facts).filter(({ opening }) => opening === 'not-kept')
}

function ports(trials: readonly PortTrial[]): string {
  return portsNamed(trials.map(({ port }) => port))
}

const spoken = { upnp: 'UPnP', pcp: 'PCP', natpmp: 'NAT-PMP' } as const

function speeches(facts: MappingFacts): string {
  const used = opened(facts).flatMap(({ speech }) => (speech === undefined ? [] : [spoken[speech]]))
  return [...new Set(used)].join(' and ')
}

function codes(trials: readonly PortTrial[]): string {
  const said = trials.flatMap(({ speech, code }) =>
    speech === undefined || code === undefined ? [] : [`${spoken[speech]} ${code}`],
  )
  return said.length === 0 ? '(it gives no reason)' : `(${[...new Set(said)].join(', ')})`
}

function describeOwner({ port, owner }: PortTrial): string {
  if (owner === undefined) return `Port ${port} is taken already, and the router does not say by whom.`
  const { internal, description } = owner
  const name = description === '' ? '' : `, called "${description}"`
  return `Port ${port} leads to ${internal.address}:${internal.port} already${name}.`
}

function whyNotVerified(facts: MappingFacts): string {
  const { opening } = trialsOf(facts).find((each) => each.opening !== 'opened') ?? {}
  if (opening === 'not-noted')
    return 'Nothing was asked of the router, for what would have been changed could not be written down first.'
  if (opening === 'silent') return 'The router was asked to open a port, and did not answer.'
  if (opening === 'no-listener') return 'This machine could not listen on a port for the test.'
  if (opening === 'there-already') return 'The router leads these ports here already, so nothing had to be tried.'
  if (came(facts).length > 0) {
    const untested = opened(facts).filter(({ seen }) => seen?.proved !== true)
    return `The router opened ${ports(opened(facts))}; the probe came in on ${ports(came(facts))}, but could not try ${ports(untested)}.`
  }
  return `The router opened ${ports(opened(facts))} and closed it again; nobody outside could say whether it works.`
}
