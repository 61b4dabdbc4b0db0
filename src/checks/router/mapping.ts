import { defineCheck, maybe } from '../../core/check.ts'
import type { NotedChange } from '../../core/journal.ts'
import { begunOn } from '../../protocols/router/begun-on.ts'
import { speechesOf } from '../../protocols/router/speeches-of.ts'
import { restore } from '../../protocols/router/restore.ts'
import { budgets } from '../budgets.ts'
import { linePath } from '../line/path.ts'
import { type DialBackFacts, dialBack } from '../looks/dial-back.ts'
import { type PortEntry, router } from '../looks/router.ts'
import { portsNamed } from '../ports-named.ts'
import { vantageProbe } from '../vantage/probe.ts'
import { type PortTrial, type Trial, tryPorts } from './trial.ts'
import { worthTrying } from './worth-trying.ts'

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
        `The router opened ${ports(facts, opened(facts))} when it was asked by ${speeches(facts)}, the probe came in, and it is as it was again.`,
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
          : samePortOnly(facts)
            ? `The router leads a port only to the same port of a machine ${codes(refused(facts))}, and this program may not listen on those of mail.`
            : `The router answers, and will not open ${ports(facts, refused(facts))} ${codes(refused(facts))}.`,
      remedy: (facts) =>
        noWan(facts)
          ? 'See what line.nat.v4 says: the ports must be opened where the public address is.'
          : samePortOnly(facts)
            ? 'Run it once with sudo: it binds the mail ports, then becomes your own user before it reads anything. Your mail server has those ports itself, so the router can lead them to it.'
            : `Open ${ports(facts, refused(facts))} in the router's own pages, or allow this machine to open ports there (FRITZ!Box: "Permit independent port sharing").`,
    },
    substituted: {
      verdict: 'warn',
      fault: 'router',
      says: (facts) =>
        substituted(facts)
          .map(({ port, substitute }) => `Asked for port ${port}, the router gave ${substitute}.`)
          .join(' '),
      remedy: (facts) =>
        `Mail is delivered to port 25 and nowhere else. Forward ${ports(facts, substituted(facts))} in the router's own pages, or free it there.`,
    },
    'mapped-but-unreachable': {
      verdict: 'warn',
      fault: 'undetermined',
      says: (facts) =>
        notKept(facts).length > 0
          ? `The router said that it opened ${ports(facts, notKept(facts))}; its own table does not say so.`
          : `The router says that it opened ${ports(facts, lost(facts))}, and the probe did not come in there${
              cameBeside(facts).length > 0 ? `, while it did on ${ports(facts, cameBeside(facts))}` : ''
            }.`,
      remedy: (facts) =>
        notKept(facts).length > 0 || cameBeside(facts).length === 0
          ? 'Forward the port in the router’s own pages and run the check again. If it stays so, something before the router keeps it out: see inbound.blocker.'
          : lost(facts).every(wasLedAround)
            ? `Then it is not the router: ask the provider to open inbound ${ports(facts, lost(facts))}.`
            : `See that this machine’s firewall lets ${ports(facts, lost(facts))} in, and that nothing else in the router has it. If so, ask the provider.`,
    },
    'left-behind': {
      verdict: 'warn',
      fault: (facts) => (left(facts).length > 0 ? 'router' : 'undetermined'),
      says: (facts) =>
        left(facts).length > 0
          ? `The router was told to close ${ports(facts, left(facts))} again, and did not.`
          : `The router did not answer any more when it was to close ${ports(facts, unsure(facts))} again.`,
      remedy: (facts) =>
        `Run "mailworthy ports restore". If that does not help, ${howItEnds(facts, [...left(facts), ...unsure(facts)])}`,
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
      remedy: (facts) =>
        opened(facts).some(({ seen }) => seen !== null)
          ? 'Run the check again; if it stays so, forward the ports in the router’s own pages, which is just as good.'
          : 'Give a probe with --probe, and run the check again: only somebody outside can say that a mapping works.',
    },
  },
  async observe(line, given, _asked, undo) {
    const { line: noting, begun } = begunOn(line)
    const { v4, v6, probe, seenV4, seenV6 } = given
    const notes = await line.journal.unended()
    const known = { noted: notes.ok ? notes.value : [], now: line.clock.now() }
    const trial = async (
      met: typeof v4.met | typeof v6.met,
      seen: DialBackFacts | undefined,
      entries: readonly PortEntry[],
    ) => {
      if (met === null || speechesOf(met).length === 0) return null
      const { place } = met
      // For each family by itself, so that each has its own time.
      const isOurs = (noted: NotedChange) => begun(noted) && noted.change.router === place.address
      undo(async (after) => void (await restore(after, async () => met, isOurs)))
      const wanted = worthTrying({ ...known, place, seen, entries })
      return tryPorts(noting, { met, vantage: probe?.[place.family], ...wanted })
    }
    const [overV4, overV6] = await Promise.all([trial(v4.met, seenV4, v4.entries), trial(v6.met, seenV6, [])])
    return { v4: overV4, v6: overV6 }
  },
  judge(facts) {
    const all = trialsOf(facts)
    if (all.length === 0) return 'no-protocol'
    if (left(facts).length + unsure(facts).length > 0) return 'left-behind'
    if (conflicts(facts).length > 0) return 'conflict'
    if (refused(facts).length > 0) return 'forbidden'
    if (substituted(facts).length > 0) return 'substituted'
    if (notKept(facts).length > 0 || lost(facts).length > 0) return 'mapped-but-unreachable'
    const allCame = came(facts).length === opened(facts).length && untold(facts).length === 0
    return came(facts).length > 0 && allCame ? 'works' : 'not-verified'
  },
  gives: (facts): Trials => facts,
})

function samePortOnly(facts: MappingFacts): boolean {
  return refused(facts).every(({ opening }) => opening === 'same-port-only')
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

/** Opened, and dialled by somebody who can, and nothing arrived: or somebody else answered in our listener's place. */
function lost(facts: MappingFacts): readonly PortTrial[] {
  return opened(facts).filter(({ seen }) => {
    if (seen === null || seen.arrived) return false
    return dead.includes(seen.result ?? '') || (seen.result === 'open-other' && seen.behind === 'listener')
  })
}

/** What came in over the same family as what was lost. */
function cameBeside(facts: MappingFacts): readonly PortTrial[] {
  const missing = lost(facts)
  const beside = [facts.v4, facts.v6].flatMap((trial) =>
    trial?.ports.some((port) => missing.includes(port)) ? trial.ports : [],
  )
  return came(facts).filter((port) => beside.includes(port))
}

/** Led to a high port beside the one that came in: no rule of this machine about the mail port can have kept it out. */
function wasLedAround({ port, internal, seen }: PortTrial): boolean {
  return internal !== port && dead.includes(seen?.result ?? '')
}

/** Asked for in vain, for reasons that say nothing of the router's will. */
function untold(facts: MappingFacts): readonly PortTrial[] {
  const reasons: readonly PortTrial['opening'][] = ['silent', 'no-listener', 'not-noted']
  return trialsOf(facts).filter(({ opening }) => reasons.includes(opening))
}

function left(facts: MappingFacts): readonly PortTrial[] {
  return trialsOf(facts).filter(({ closing }) => closing === 'left-behind')
}

/** Nobody knows whether it was closed. */
function unsure(facts: MappingFacts): readonly PortTrial[] {
  return trialsOf(facts).filter(({ closing }) => closing === 'not-told')
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

/** `ports 25 and 465`, and of which family where it is not the one that goes without saying. */
function ports({ v4, v6 }: MappingFacts, trials: readonly PortTrial[]): string {
  const isOver = (trial: Trial | null) => trials.some((each) => trial?.ports.includes(each))
  const over = isOver(v6) ? (isOver(v4) ? '' : ' over IPv6') : v6 === null ? '' : ' over IPv4'
  return `${portsNamed(trials.map(({ port }) => port))}${over}`
}

function howItEnds(facts: MappingFacts, trials: readonly PortTrial[]): string {
  const leases = trials.map(({ leaseS = 0 }) => leaseS)
  return leases.includes(0)
    ? `delete the entry for ${ports(facts, trials)} in the router's pages; restarting the router clears it too, with most.`
    : `it ends by itself within ${Math.ceil(Math.max(...leases) / 60)} minutes.`
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
  if (owner === undefined) return `Port ${port} is taken, or may not be had: the router does not say which, or by whom.`
  const { internal, description } = owner
  const name = description === '' ? '' : `, called "${description}"`
  return `Port ${port} leads to ${internal.address}:${internal.port} already${name}.`
}

function whyNotVerified(facts: MappingFacts): string {
  const { opening } = untold(facts)[0] ?? {}
  if (opening === 'not-noted')
    return 'Nothing was asked of the router, for what would have been changed could not be written down first.'
  if (opening === 'silent') return `The router was asked to open ${ports(facts, untold(facts))}, and did not answer.`
  if (opening === 'no-listener')
    return `This machine could not listen for ${ports(facts, untold(facts))} during the test.`
  if (opened(facts).length === 0) return 'The router leads these ports here already, so nothing had to be tried.'
  const unproved = opened(facts).filter(
    ({ seen }) => seen?.proved !== true && (seen?.arrived || seen?.result === 'open-other'),
  )
  if (unproved.length > 0)
    return `The router opened ${ports(facts, unproved)}; that the probe met this machine there could not be proved.`
  if (came(facts).length > 0) {
    const untested = opened(facts).filter(({ seen }) => seen?.proved !== true)
    return `The router opened ${ports(facts, opened(facts))}; the probe came in on ${ports(facts, came(facts))}, but could not try ${ports(facts, untested)}.`
  }
  return `The router opened ${ports(facts, opened(facts))} and closed it again; nobody outside could say whether it works.`
}
