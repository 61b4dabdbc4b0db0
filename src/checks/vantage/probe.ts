import type { Asked, ProbeAddress } from '../../core/asked.ts'
import { defineCheck } from '../../core/check.ts'
import { type Failure, failures } from '../../core/failure.ts'
import type { Family, Line } from '../../core/line.ts'
import type { Address, Name, Secret } from '../../core/mark.ts'
import { familyOf, isGlobal } from '../../protocols/addresses.ts'
import { type OpenSession, openSession, type SessionOutcome } from '../../protocols/probe/open-session.ts'
import { type Egress, egressOf, type Session } from '../../wire/session.ts'
import { budgets } from '../budgets.ts'
import { linePath } from '../line/path.ts'

export interface ProbeFacts {
  /** One entry for each probe that was asked, in the order they were given. */
  readonly meetings: readonly Meeting[]
  /** Who else was to call, by what was asked for: the volunteers of Globalping, services that dial whoever asks. */
  readonly strangers: readonly ('globalping' | 'port-checker')[]
}

/** How one probe was met. */
export interface Meeting {
  readonly url: Name
  readonly v4: FamilyMeeting
  readonly v6: FamilyMeeting
}

/** The client's outcomes, with their secrets marked, and `not-asked` where there was no way to ask. */
export type FamilyMeeting =
  | { readonly kind: 'not-asked' }
  | { readonly kind: 'session'; readonly open: MarkedSession }
  | { readonly kind: 'busy'; readonly retryAfterS: number }
  | { readonly kind: 'reserved-caller' | 'own-address' }
  | { readonly kind: 'untrusted' | 'unreachable'; readonly failure: Failure }
  | { readonly kind: 'incompatible'; readonly why: string }

export interface MarkedSession extends OpenSession {
  readonly probe: OpenSession['probe'] & { readonly url: Name; readonly address?: Address }
  readonly address: Address
  readonly session: Session & {
    readonly host: Name
    readonly address: Address
    readonly token: Secret
    readonly nonce: Secret
    readonly addresses: { readonly v4?: Address; readonly v6?: Address }
  }
}

/** What others build on: a session for each family in which the probe was met. */
export interface Vantage {
  readonly v4?: OpenSession
  readonly v6?: OpenSession
}

const smtpPort = 25

const inItsPlace = {
  globalping: 'Globalping, a network of volunteers',
  'port-checker': 'a service for testing ports',
} as const

/** A place outside that sees this line as others do. Everything that comes in is tested from there. */
export const vantageProbe = defineCheck<ProbeFacts>()({
  id: 'vantage.probe',
  stem: 'vantage.probe',
  title: 'A probe outside can look at this line.',
  matters: {},
  revision: 2,
  needs: { path: linePath },
  budget: budgets.session,
  marks: {
    url: 'name',
    address: 'address',
    host: 'name',
    token: 'secret',
    nonce: 'secret',
    v4: 'address',
    v6: 'address',
  },
  answers: {
    ready: {
      verdict: 'pass',
      says: (facts) =>
        `The probe ${firstOpen(facts)?.session.host} sees this line, ${
          decidingEgress(facts)?.state === 'open' ? 'and can dial port 25 itself' : 'but has not tried its own way out'
        }.`,
    },
    'egress-blocked': {
      verdict: 'warn',
      fault: 'server',
      says: (facts) =>
        `The probe ${firstOpen(facts)?.session.host} cannot dial port 25 anywhere: its own provider keeps that port shut.`,
      remedy: 'Put the probe on a machine whose provider lets port 25 out, or give another probe with --probe.',
    },
    'same-network': {
      verdict: 'warn',
      fault: 'machine',
      says: 'The probe is in your own network, so it does not see the line from outside.',
      remedy: 'Start the probe on a machine elsewhere: a small rented server, or a friend’s.',
    },
    untrusted: {
      verdict: 'fail',
      fault: 'undetermined',
      says: 'Something answers at the address of the probe, but not with the key that you gave.',
      remedy:
        'Compare the part after # with the line that the probe printed when it started. If they are the same, somebody is in between: do not trust this line for anything secret.',
    },
    'not-configured': {
      verdict: 'unknown',
      says: ({ strangers }) =>
        strangers.length === 0
          ? 'No probe was given, so nobody outside can say what comes in.'
          : `No probe was given. What comes in can be told by ${strangers.map((each) => inItsPlace[each]).join(' and by ')}: that proves less than a probe of your own.`,
      remedy:
        'Copy mailworthy-probe.mjs to any machine outside, run it there with Node, and paste the line that it prints.',
    },
    unreachable: {
      verdict: 'unknown',
      says: (facts) => `The probe ${facts.meetings[0]?.url} could not be asked: ${whyUnreachable(facts)}.`,
      remedy: 'See whether it is running and whether its firewall lets its port in; or give another one.',
    },
    busy: {
      verdict: 'unknown',
      says: 'The probe has too much to do, or was asked too often from here.',
      remedy: (facts) => `Run the check again in ${waitOf(facts)} seconds.`,
    },
    incompatible: {
      verdict: 'unknown',
      says: (facts) => `The probe and this program do not understand each other: ${whyOf(facts)}.`,
      remedy: 'Bring both to the same version.',
    },
  },
  async observe(line, { path }, asked) {
    const families = { v4: path.v4 !== undefined, v6: path.v6 !== undefined }
    // All at once: one that is silent would use up the time of the next. The first that was met is the one that counts.
    return {
      meetings: await Promise.all(asked.probes.map((probe) => meet(line, probe, asked, families))),
      strangers: [
        ...(asked.globalping === undefined ? [] : (['globalping'] as const)),
        ...((asked.portCheckers ?? []).length > 0 ? (['port-checker'] as const) : []),
      ],
    }
  },
  judge(facts) {
    if (facts.meetings.length === 0) return 'not-configured'
    if (opened(facts).length > 0) return decidingEgress(facts)?.state === 'closed' ? 'egress-blocked' : 'ready'
    const kinds = facts.meetings.flatMap(({ v4, v6 }) => [v4.kind, v6.kind])
    if (kinds.includes('untrusted')) return 'untrusted'
    if (kinds.includes('reserved-caller') || kinds.includes('own-address')) return 'same-network'
    if (kinds.includes('incompatible')) return 'incompatible'
    return kinds.includes('busy') ? 'busy' : 'unreachable'
  },
  // Always something, if only nothing in it: what comes in is unknown without a probe, never beside the point.
  gives(facts): Vantage {
    const open = opened(facts)
    const v4 = open.find(({ family }) => family === 'v4')
    const v6 = open.find(({ family }) => family === 'v6')
    return { ...(v4 && { v4 }), ...(v6 && { v6 }) }
  },
})

async function meet(
  line: Line,
  probe: ProbeAddress,
  { release }: Asked,
  families: { readonly v4: boolean; readonly v6: boolean },
): Promise<Meeting> {
  const over = async (family: Family, address?: string): Promise<FamilyMeeting> => {
    if (!families[family]) return { kind: 'not-asked' }
    const { url, pins } = probe
    return marked(await openSession(line, { url, pins, release, ...(address !== undefined && { address }) }, family))
  }
  const literal = familyOf(probe.host)
  if (literal === undefined) {
    const [v4, v6] = await Promise.all([over('v4'), over('v6')])
    return { url: probe.url, v4, v6 }
  }
  // An address has one family; for the other one the probe may name its own, which must be global and prove the key.
  const first = await over(literal)
  const other = literal === 'v4' ? 'v6' : 'v4'
  const announced = first.kind === 'session' ? first.open.session.addresses[other] : undefined
  const second: FamilyMeeting =
    announced !== undefined && isGlobal(announced) && probe.pins.length > 0
      ? await over(other, announced)
      : { kind: 'not-asked' }
  return literal === 'v4' ? { url: probe.url, v4: first, v6: second } : { url: probe.url, v4: second, v6: first }
}

/** An address that the internet cannot reach is not how the internet sees us, whatever the probe says. */
function marked(outcome: SessionOutcome): FamilyMeeting {
  const within = outcome.kind === 'session' && !isGlobal(outcome.open.session.address)
  return within ? { kind: 'reserved-caller' } : outcome
}

function opened({ meetings }: ProbeFacts): readonly MarkedSession[] {
  return meetings.flatMap(({ v4, v6 }) => [v4, v6]).flatMap((each) => (each.kind === 'session' ? [each.open] : []))
}

function firstOpen(facts: ProbeFacts): MarkedSession | undefined {
  return opened(facts)[0]
}

/** IPv4 decides where there is any: a probe whose IPv6 cannot dial 25 is still good for the rest. */
function decidingEgress(facts: ProbeFacts): Egress | undefined {
  const open = opened(facts)
  const deciding = open.find(({ family }) => family === 'v4') ?? open[0]
  return deciding && egressOf(deciding.session, smtpPort, deciding.family)
}

function whyUnreachable({ meetings: [first] }: ProbeFacts): string {
  const both = [first?.v4, first?.v6].flatMap((each) => (each?.kind === 'unreachable' ? [each.failure] : []))
  // A name without an address of one family tells less than what became of the other.
  const failure = both.find((each) => each !== 'no-data') ?? both[0]
  // What a probe with a fault of its own comes to (HTTP 5xx).
  return failure === undefined || failure === 'unclassified' ? 'it answers, but has a fault' : failures[failure]
}

function waitOf({ meetings }: ProbeFacts): number {
  const waits = meetings
    .flatMap(({ v4, v6 }) => [v4, v6])
    .flatMap((each) => (each.kind === 'busy' ? [each.retryAfterS] : []))
  return Math.max(1, ...waits)
}

function whyOf({ meetings }: ProbeFacts): string {
  const reasons = meetings
    .flatMap(({ v4, v6 }) => [v4, v6])
    .flatMap((each) => (each.kind === 'incompatible' ? [each.why] : []))
  return reasons[0] ?? 'no reason given'
}
