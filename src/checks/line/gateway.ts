import { defineCheck } from '../../core/check.ts'
import type { Failure } from '../../core/failure.ts'
import type { Gateway } from '../../core/host.ts'
import type { Family, Line } from '../../core/line.ts'
import type { Address, Name } from '../../core/mark.ts'
import { budgets } from '../budgets.ts'

export interface GatewayFacts {
  /** The default routes, best first; empty where there is none. */
  readonly v4: readonly Route[]
  readonly v6: readonly Route[]
  /** The interface that was asked for, if one was. */
  readonly chosen?: Name
  /** Why the routes could not be read. */
  readonly failure?: Failure
}

export interface Route {
  readonly interface: Name
  readonly gateway?: Address
  readonly hardware?: Address
  readonly metric: number
}

/** Whether there is a way out at all, and by which router. */
export const lineGateway = defineCheck<GatewayFacts>()({
  id: 'line.gateway',
  stem: 'line.gateway',
  title: 'This machine has a way out to the internet.',
  matters: { receive: 'required', send: 'required', access: 'required' },
  revision: 1,
  needs: {},
  budget: budgets.readingTheMachine,
  marks: { interface: 'name', gateway: 'address', hardware: 'address', chosen: 'name' },
  answers: {
    found: {
      verdict: 'pass',
      says: ({ v4, v6 }) => `The router is ${[v4[0]?.gateway, v6[0]?.gateway].filter(Boolean).join(' and ')}.`,
    },
    'on-link': {
      verdict: 'pass',
      says: ({ v4, v6 }) =>
        `Traffic leaves by ${(v4[0] ?? v6[0])?.interface} directly, without the address of a router.`,
    },
    none: {
      verdict: 'unknown',
      says: ({ failure, chosen }) => {
        if (failure !== undefined) return 'This machine does not tell which way its traffic leaves.'
        if (chosen !== undefined) return `No default route leaves by ${chosen}.`
        return 'This machine has no default route: it is not connected, or the line is down right now.'
      },
      remedy: ({ chosen }) =>
        chosen === undefined
          ? 'Connect the machine to the router, see that it gets an address, and run the check again.'
          : `Choose another interface, or leave --interface out; "ip route" lists the ways out.`,
    },
  },
  async observe(line, _given, asked) {
    const [v4, v6] = await Promise.all([routes(line, 'v4', asked.interface), routes(line, 'v6', asked.interface)])
    const failure = v4.failure ?? v6.failure
    return {
      v4: v4.routes,
      v6: v6.routes,
      ...(asked.interface === undefined ? {} : { chosen: asked.interface }),
      ...(failure === undefined ? {} : { failure }),
    }
  },
  judge({ v4, v6 }) {
    const best = [v4[0], v6[0]].filter((route) => route !== undefined)
    if (best.length === 0) return 'none'
    return best.some((route) => route.gateway !== undefined) ? 'found' : 'on-link'
  },
  gives: ({ v4, v6 }) => (v4.length + v6.length === 0 ? undefined : { v4, v6 }),
})

async function routes(
  line: Line,
  family: Family,
  chosen: string | undefined,
): Promise<{ readonly routes: readonly Route[]; readonly failure?: Failure }> {
  const outcome = await line.host.gateways(family)
  if (!outcome.ok) return { routes: [], failure: outcome.failure }
  return { routes: outcome.value.filter((each) => chosen === undefined || each.interface === chosen).map(route) }
}

function route({ interface: name, address, hardware, metric }: Gateway): Route {
  return {
    interface: name,
    ...(address === undefined ? {} : { gateway: address }),
    ...(hardware === undefined ? {} : { hardware }),
    metric,
  }
}
