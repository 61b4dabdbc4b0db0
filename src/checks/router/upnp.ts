import { defineCheck, maybe } from '../../core/check.ts'
import type { Address, Banner } from '../../core/mark.ts'
import { isGlobal } from '../../protocols/addresses.ts'
import type { BrokenIgd } from '../../protocols/igd/igd.ts'
import { budgets } from '../budgets.ts'
import { router } from '../looks/router.ts'
import { routerMapping } from './mapping.ts'
import { seenOf, type TrialSeen } from './trial-seen.ts'

export interface UpnpFacts {
  readonly met: 'found' | 'absent' | 'not-asked' | BrokenIgd
  readonly model?: Banner
  /** The address that it says it has outside. */
  readonly external?: Address
  readonly externalError?: number
  /** What asking it for ports showed; null where it was not asked. */
  readonly trial: TrialSeen | null
}

/** UPnP WANIPConnection §2.4.18: what miniupnpd and others answer where the address outside is a private one. */
const actionFailed = 501

/** Whether the router opens ports by UPnP (Internet Gateway Device). */
export const routerUpnp = defineCheck<UpnpFacts>()({
  id: 'router.upnp',
  stem: 'router.upnp',
  title: 'The router understands UPnP.',
  matters: {},
  revision: 1,
  needs: { seen: router.v4, trials: maybe(routerMapping) },
  budget: budgets.combining,
  marks: { external: 'address', model: 'banner' },
  answers: {
    available: {
      verdict: 'pass',
      says: (facts) =>
        `The router${named(facts)} opens ports by UPnP${
          facts.external === undefined ? '' : ` and says that its address outside is ${facts.external}`
        }.`,
    },
    'refuses-low-ports': {
      verdict: 'warn',
      fault: 'router',
      says: (facts) => `The router${named(facts)} opens high ports by UPnP, but not those of mail.`,
      remedy: "Forward the mail ports in the router's own pages: there it has no such rule.",
    },
    'permanent-only': {
      verdict: 'warn',
      fault: 'router',
      says: (facts) => `The router${named(facts)} opens ports by UPnP for ever only, not for a time.`,
      remedy:
        'What is opened stays open until it is closed: with "mailworthy ports close", or in the router\'s own pages.',
    },
    'wan-not-public': {
      verdict: 'warn',
      fault: 'undetermined',
      says: ({ external }) =>
        external === undefined
          ? 'The router understands UPnP, but has no public address of its own to open a port at.'
          : `The router understands UPnP, but its address outside is ${external}, which the internet cannot reach.`,
      remedy: 'See what line.nat.v4 says: there is another router before this one, or the provider translates.',
    },
    broken: {
      verdict: 'warn',
      fault: 'router',
      says: ({ met }) => `The router announces UPnP, but ${met in whatIsBroken ? whatIsBroken[met as BrokenIgd] : ''}.`,
      remedy: 'Restart the router, or see whether it has an update; or forward the ports in its own pages.',
    },
    absent: {
      verdict: 'unknown',
      says: ({ met }) =>
        met === 'not-asked'
          ? 'The next machine on the way is the provider’s, not a router of yours: it was not asked for ports.'
          : 'No router here answers by UPnP: it is switched off, or there is none. Forwards that are set by hand do without.',
    },
  },
  async observe(_line, { seen: { met }, trials }) {
    if (met === null) return { met: 'not-asked', trial: null }
    const { upnp } = met
    const trial = seenOf(trials?.v4, 'upnp')
    if (upnp.kind === 'absent') return { met: 'absent', trial }
    if (upnp.kind === 'broken') return { met: upnp.why, trial }
    const { model, external, externalError } = upnp.igd
    return {
      met: 'found',
      ...(model !== undefined && { model }),
      ...(external !== undefined && { external }),
      ...(externalError !== undefined && { externalError }),
      trial,
    }
  },
  judge({ met, external, externalError, trial }) {
    if (met === 'absent' || met === 'not-asked') return 'absent'
    if (met !== 'found') return 'broken'
    if (trial?.permanentOnly) return 'permanent-only'
    if (trial?.refusesLowPorts) return 'refuses-low-ports'
    // One that gives an error of another kind does not know the question: that says nothing of its address.
    const none = external === undefined && (externalError === undefined || externalError === actionFailed)
    return none || (external !== undefined && !isGlobal(external)) ? 'wan-not-public' : 'available'
  },
})

const whatIsBroken: Readonly<Record<BrokenIgd, string>> = {
  'no-description': 'what it announces cannot be fetched',
  'not-a-description': 'what it announces is no description of a router',
  'no-wan-service': 'has no service that opens ports',
  'no-answer': 'its service does not answer',
}

function named({ model }: UpnpFacts): string {
  return model === undefined ? '' : ` (${model})`
}
