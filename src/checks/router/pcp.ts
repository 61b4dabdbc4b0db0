import { defineCheck, maybe } from '../../core/check.ts'
import { type Failure, failures } from '../../core/failure.ts'
import { budgets } from '../budgets.ts'
import { router } from '../looks/router.ts'
import { routerMapping } from './mapping.ts'
import { seenOf, type TrialSeen } from './trial-seen.ts'

export interface PcpFacts {
  readonly met: 'answers' | 'absent' | 'broken' | 'not-asked'
  readonly failure?: Failure
  /** RFC 6887 §7.4. */
  readonly result?: number
  /** It has no address outside that could be mapped: learnt by asking for a port. */
  readonly noWan: boolean
  /** What asking it for ports showed; null where it was not asked. */
  readonly trial: TrialSeen | null
}

/** RFC 6887 §7.4: result codes. */
const results = { success: 0, notAuthorized: 2, addressMismatch: 12 } as const

/** Whether the router opens ports by PCP (RFC 6887). */
export const routerPcp = defineCheck<PcpFacts>()({
  id: 'router.pcp',
  stem: 'router.pcp',
  title: 'The router understands PCP.',
  matters: {},
  revision: 1,
  needs: { seen: router.v4, trials: maybe(routerMapping) },
  budget: budgets.combining,
  marks: {},
  answers: {
    available: { verdict: 'pass', says: 'The router answers by PCP.' },
    'switched-off': {
      verdict: 'warn',
      fault: 'router',
      says: 'The router understands PCP, and has it switched off for this machine.',
      remedy: "Switch it on in the router's pages, or forward the mail ports there: either will do.",
    },
    'refuses-low-ports': {
      verdict: 'warn',
      fault: 'router',
      says: 'The router opens high ports by PCP, but not those of mail.',
      remedy: "Forward the mail ports in the router's own pages: there it has no such rule.",
    },
    'behind-another-nat': {
      verdict: 'warn',
      fault: 'undetermined',
      says: ({ noWan }) =>
        noWan
          ? 'The router understands PCP, but has no public address of its own to open a port at.'
          : 'A translator stands between this machine and the router that understands PCP: our address arrives there as another.',
      remedy: 'See what line.nat.v4 says: ports must be opened at the router that has the public address.',
    },
    broken: {
      verdict: 'warn',
      fault: 'router',
      says: ({ failure, result }) =>
        result === undefined
          ? `Something on the router answers for PCP, but not as it should: ${failures[failure ?? 'malformed']}.`
          : `The router understands PCP, but has a fault (result ${result}).`,
      remedy: 'Restart the router, or see whether it has an update; or forward the ports in its own pages.',
    },
    absent: {
      verdict: 'unknown',
      says: ({ met }) =>
        met === 'not-asked'
          ? 'The next machine on the way is the provider’s, not a router of yours: it was not asked for ports.'
          : 'No router here answers by PCP. Forwards that are set by hand do without it.',
    },
  },
  async observe(_line, { seen: { met }, trials }) {
    if (met === null) return { met: 'not-asked', noWan: false, trial: null }
    const { pcp } = met
    const trial = seenOf(trials?.v4, 'pcp')
    const attempts = trials?.v4?.ports.flatMap((port) => port.attempts) ?? []
    const noWan = attempts.some(({ speech, ended }) => speech === 'pcp' && ended === 'no-wan')
    if (pcp.kind !== 'answers') return { met: pcp.kind, failure: pcp.failure, noWan, trial }
    return { met: 'answers', result: pcp.result, noWan, trial }
  },
  judge({ met, result, noWan, trial }) {
    if (met === 'absent' || met === 'not-asked') return 'absent'
    if (met === 'broken') return 'broken'
    if (result === results.notAuthorized) return 'switched-off'
    if (result === results.addressMismatch || noWan) return 'behind-another-nat'
    if (result !== results.success) return 'broken'
    return trial?.refusesLowPorts ? 'refuses-low-ports' : 'available'
  },
})
