import { defineCheck, maybe } from '../../core/check.ts'
import { type Failure, failures } from '../../core/failure.ts'
import type { Address } from '../../core/mark.ts'
import { isGlobal } from '../../protocols/addresses.ts'
import { budgets } from '../budgets.ts'
import { router } from '../looks/router.ts'
import { routerMapping } from './mapping.ts'
import { seenOf, type TrialSeen } from './trial-seen.ts'

export interface NatPmpFacts {
  readonly met: 'answers' | 'absent' | 'broken' | 'not-asked'
  readonly failure?: Failure
  /** RFC 6886 §3.5. */
  readonly result?: number
  /** The address that it says it has outside. */
  readonly external?: Address
  /** What asking it for ports showed; null where it was not asked. */
  readonly trial: TrialSeen | null
}

/** RFC 6886 §3.5: result codes. */
const results = { success: 0, notAuthorized: 2, networkFailure: 3 } as const

/** Whether the router opens ports by NAT-PMP (RFC 6886). */
export const routerNatPmp = defineCheck<NatPmpFacts>()({
  id: 'router.natpmp',
  stem: 'router.natpmp',
  title: 'The router understands NAT-PMP.',
  matters: {},
  revision: 1,
  needs: { seen: router.v4, trials: maybe(routerMapping) },
  budget: budgets.combining,
  marks: { external: 'address' },
  answers: {
    available: {
      verdict: 'pass',
      says: ({ external }) =>
        `The router opens ports by NAT-PMP${external === undefined ? '' : ` and says that its address outside is ${external}`}.`,
    },
    'switched-off': {
      verdict: 'warn',
      fault: 'router',
      says: 'The router understands NAT-PMP, and has it switched off.',
      remedy: "Switch it on in the router's pages, or forward the mail ports there: either will do.",
    },
    'refuses-low-ports': {
      verdict: 'warn',
      fault: 'router',
      says: 'The router opens high ports by NAT-PMP, but not those of mail.',
      remedy: "Forward the mail ports in the router's own pages: there it has no such rule.",
    },
    'behind-another-nat': {
      verdict: 'warn',
      fault: 'undetermined',
      says: ({ external }) =>
        external === undefined
          ? 'The router understands NAT-PMP, but has no public address of its own to open a port at.'
          : `The router understands NAT-PMP, but its address outside is ${external}, which the internet cannot reach.`,
      remedy: 'See what line.nat.v4 says: there is another router before this one, or the provider translates.',
    },
    broken: {
      verdict: 'warn',
      fault: 'router',
      says: ({ failure, result }) =>
        result === undefined
          ? `Something on the router answers for NAT-PMP, but not as it should: ${failures[failure ?? 'malformed']}.`
          : `The router understands NAT-PMP, but has a fault (result ${result}).`,
      remedy: 'Restart the router, or see whether it has an update; or forward the ports in its own pages.',
    },
    absent: {
      verdict: 'unknown',
      says: ({ met }) =>
        met === 'not-asked'
          ? 'The next machine on the way is the provider’s, not a router of yours: it was not asked for ports.'
          : 'No router here answers by NAT-PMP. Forwards that are set by hand do without it.',
    },
  },
  async observe(_line, { seen: { met }, trials }) {
    if (met === null) return { met: 'not-asked', trial: null }
    const { natpmp } = met
    const trial = seenOf(trials?.v4, 'natpmp')
    if (natpmp.kind !== 'answers') return { met: natpmp.kind, failure: natpmp.failure, trial }
    const { result, external } = natpmp
    return { met: 'answers', result, ...(external !== undefined && { external }), trial }
  },
  judge({ met, result, external, trial }) {
    if (met === 'absent' || met === 'not-asked') return 'absent'
    if (met === 'broken') return 'broken'
    if (result === results.notAuthorized) return 'switched-off'
    // RFC 6886 §3.5: the NAT itself has not got an address; miniupnpd says so of a private one, too.
    if (result === results.networkFailure) return 'behind-another-nat'
    if (result !== results.success) return 'broken'
    if (external === undefined || !isGlobal(external)) return 'behind-another-nat'
    return trial?.refusesLowPorts ? 'refuses-low-ports' : 'available'
  },
})
