import type { Asked } from '../../core/asked.ts'
import { defineCheck } from '../../core/check.ts'
import type { NetworkInterface } from '../../core/host.ts'
import type { Line } from '../../core/line.ts'
import type { Address, Name } from '../../core/mark.ts'
import { budgets } from '../budgets.ts'
import { lineGateway } from './gateway.ts'

export interface PathFacts {
  /** The interface that the default route of the family leaves by, and what kind it is. */
  readonly v4: Way | null
  readonly v6: Way | null
  /** Every interface with a default route, tunnels left out. */
  readonly uplinks: readonly Name[]
  /** The user named this interface with `--interface`. */
  readonly chosen: boolean
  /** This is a container with a network of its own making. */
  readonly container: boolean
  /** What came instead of a page whose text is known; `not-asked` without one, or where nothing came in time. */
  readonly portal: 'as-known' | 'another-page' | 'not-asked'
}

export interface Way {
  readonly interface: Name
  readonly kind: NetworkInterface['kind'] | 'unlisted'
  /** The addresses of the family on that interface. */
  readonly local: readonly Address[]
  readonly router?: Address
}

/** RFC 6585 §6 gives 511 to portals that are honest. The page that is expected has a few bytes. */
const mostPageBytes = 4_096
const portalMs = 800

const leave = { receive: 'required', send: 'required', access: 'required' } as const

/** Whether what we would measure is the line at all: through a VPN or from within a container it is another one. */
export const linePath = defineCheck<PathFacts>()({
  id: 'line.path',
  stem: 'line.path',
  title: 'Traffic leaves by the line itself.',
  matters: leave,
  revision: 1,
  needs: { gateway: lineGateway },
  budget: budgets.portal,
  marks: { interface: 'name', local: 'address', router: 'address', uplinks: 'name' },
  answers: {
    physical: { verdict: 'pass', says: (facts) => `Traffic leaves by ${names(facts)}, which is no tunnel.` },
    chosen: { verdict: 'pass', says: (facts) => `Traffic leaves by ${names(facts)}, as you chose.` },
    'several-uplinks': {
      verdict: 'warn',
      fault: 'undetermined',
      says: ({ uplinks }) => `This machine has several ways out (${uplinks.join(', ')}); only the first was tested.`,
      remedy: 'Name the line that is meant with --interface, and test each of them.',
    },
    mobile: {
      verdict: 'warn',
      fault: 'undetermined',
      says: (facts) => `Traffic leaves by ${names(facts)}, a mobile connection: these change address and sleep.`,
      remedy: 'Run the check on the fixed line that would carry the mail.',
    },
    'through-vpn': {
      verdict: 'unknown',
      says: (facts) => `Traffic leaves through a tunnel (${names(facts)}), so the check would judge the tunnel's line.`,
      remedy: 'Switch the VPN off, or say with --interface that the tunnel is the way mail is meant to go.',
    },
    'captive-portal': {
      verdict: 'unknown',
      says: 'This network answers for other people’s pages with one of its own: it wants a login first (a captive portal).',
      remedy:
        'Open any page in a browser, log in, and run the check again. It tells of that network, not of your line at home.',
    },
    'inside-container': {
      verdict: 'unknown',
      says: "This is a container behind a network of the machine's own, so the check would not see the line itself.",
      remedy: 'Run the check on the machine itself, or give the container the host network.',
    },
  },
  async observe(line, { gateway }, asked) {
    const [listed, container, portal] = await Promise.all([
      line.host.interfaces(),
      line.host.container(),
      portalSeen(line, asked),
    ])
    const interfaces = listed.ok ? listed.value : []
    const way = (family: 'v4' | 'v6'): Way | null => {
      const route = gateway[family][0]
      if (route === undefined) return null
      const found = interfaces.find(({ name }) => name === route.interface)
      return {
        interface: route.interface,
        kind: found?.kind ?? 'unlisted',
        local: (found?.addresses ?? []).filter((each) => each.family === family).map(({ address }) => address),
        ...(route.gateway === undefined ? {} : { router: route.gateway }),
      }
    }
    const isTunnel = (name: string) => interfaces.find((each) => each.name === name)?.kind === 'tunnel'
    const uplinks = [...new Set([...gateway.v4, ...gateway.v6].map((route) => route.interface))]
    return {
      v4: way('v4'),
      v6: way('v6'),
      uplinks: uplinks.filter((name) => !isTunnel(name)),
      chosen: asked.interface !== undefined,
      container,
      portal,
    }
  },
  judge: judgePath,
  gives(facts) {
    const judged = judgePath(facts)
    if (judged === 'through-vpn' || judged === 'inside-container' || judged === 'captive-portal') return undefined
    return { ...(facts.v4 === null ? {} : { v4: facts.v4 }), ...(facts.v6 === null ? {} : { v6: facts.v6 }) }
  },
})

/** IPv4 decides where there is any: mail still needs it, and an IPv6 tunnel beside it is a common, honest choice. */
function judgePath({ v4, v6, uplinks, chosen, container, portal }: PathFacts) {
  const kind = (v4 ?? v6)?.kind
  if (portal === 'another-page') return 'captive-portal'
  if (chosen) return 'chosen'
  if (kind === 'tunnel') return 'through-vpn'
  if (container) return 'inside-container'
  if (kind === 'mobile') return 'mobile'
  return uplinks.length > 1 ? 'several-uplinks' : 'physical'
}

/**
 * A portal is near and answers at once, so this needs no patience: a page that does not come in time is simply no
 * portal's. RFC 8952 §2: it redirects plain HTTP, or answers it itself.
 */
async function portalSeen(line: Line, { portal }: Asked): Promise<PathFacts['portal']> {
  if (portal === undefined) return 'not-asked'
  const page = await line.request({ method: 'GET', url: portal.url, maxBytes: mostPageBytes, ms: portalMs })
  if (!page.ok) return page.failure === 'too-much' ? 'another-page' : 'not-asked'
  const { status, body } = page.value
  // A page that is gone, or a server in trouble, is not somebody else's page.
  if (status >= 400 && status !== 511) return 'not-asked'
  return status === 200 && body.trim() === portal.body ? 'as-known' : 'another-page'
}

function names({ v4, v6 }: PathFacts): string {
  return [...new Set([v4?.interface, v6?.interface].filter((name) => name !== undefined))].join(' and ')
}
