import { defineCheck, maybe } from '../../core/check.ts'
import { budgets } from '../budgets.ts'
import { lineAddress } from '../line/address.ts'
import { router } from '../looks/router.ts'
import { routerMapping } from './mapping.ts'

export interface PinholeFacts {
  /** By PCP, or by the service WANIPv6FirewallControl of UPnP. */
  readonly by: readonly ('pcp' | 'upnp')[]
  /** The router says that its IPv6 firewall is off, so that nothing has to be opened. */
  readonly firewallOff: boolean
  /** It says that holes are not allowed, whether asked for one or not. */
  readonly notAllowed: boolean
  /** Mail ports that it was asked to open, and would not. */
  readonly refused: readonly number[]
  /** Mail ports that it opened when it was asked. */
  readonly opened: readonly number[]
}

/** RFC 6887 §7.4. */
const notAuthorized = 2
const no = ['forbidden', 'refused']

/** Whether the router makes holes in its IPv6 firewall for a machine that asks for one. */
export const routerPinhole = defineCheck<PinholeFacts>()({
  id: 'router.pinhole.v6',
  stem: 'router.pinhole',
  title: 'The router opens ports over IPv6 when it is asked to.',
  matters: {},
  revision: 1,
  needs: { address: lineAddress.v6, seen: router.v6, trials: maybe(routerMapping) },
  budget: budgets.combining,
  marks: {},
  answers: {
    available: {
      verdict: 'pass',
      says: ({ by, firewallOff }) =>
        firewallOff
          ? 'The router says that its IPv6 firewall is off: nothing has to be opened.'
          : `The router opens ports over IPv6 by ${by.map((each) => spoken[each]).join(' and ')}.`,
    },
    refused: {
      verdict: 'warn',
      fault: 'router',
      says: ({ refused }) =>
        refused.length === 0
          ? 'The router says that it lets nobody open ports over IPv6.'
          : `The router would not open ${refused.join(', ')} over IPv6.`,
      remedy:
        'Open the mail ports for this machine in the router\'s own pages, where it speaks of its IPv6 firewall (also "IPv6 pinholes").',
    },
    absent: {
      verdict: 'unknown',
      says: 'The router does not say whether it opens ports over IPv6 for a machine that asks. Rules that are set by hand need none of it.',
    },
  },
  async observe(_line, { seen: { met }, trials }) {
    const ports = trials?.v6?.ports ?? []
    const firewall = met?.firewall.kind === 'found' ? met.firewall : undefined
    const pcp = met?.pcp.kind === 'answers' ? met.pcp.result : undefined
    const allowed = firewall?.pinholesAllowed === true
    return {
      by: [...(pcp === 0 ? (['pcp'] as const) : []), ...(allowed ? (['upnp'] as const) : [])],
      firewallOff: firewall?.enabled === false,
      notAllowed:
        (firewall !== undefined && !allowed && pcp !== 0) || (firewall === undefined && pcp === notAuthorized),
      refused: ports.filter(({ opening }) => no.includes(opening)).map(({ port }) => port),
      opened: ports.filter(({ opening }) => opening === 'opened').map(({ port }) => port),
    }
  },
  judge({ by, firewallOff, notAllowed, refused }) {
    if (firewallOff) return 'available'
    if (notAllowed || refused.length > 0) return 'refused'
    return by.length > 0 ? 'available' : 'absent'
  },
})

const spoken = { upnp: 'UPnP', pcp: 'PCP' } as const
