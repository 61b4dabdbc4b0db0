import type { Finding } from '../core/finding.ts'
import type { Family } from '../core/line.ts'
import { factsOf, list, record, text, type Values, wholeNumbers } from './facts-of.ts'

/** Which line it was. */
export interface LineKnown {
  /** What the user calls it. */
  readonly name?: string
  readonly v4: LineAddresses | null
  readonly v6: LineAddresses | null
  /** The network that announces its address, and what the registries call it. */
  readonly provider?: { readonly asn?: number; readonly name?: string }
  /** What tells one home from another when nobody named the line. */
  readonly known?: { readonly gateway: string }
}

export interface LineAddresses {
  /** Of this machine, on the way to the router. */
  readonly local?: string
  /** Of the router, on the side of the provider. */
  readonly router?: string
  /** As the internet sees it. */
  readonly public?: string
}

/**
 * Which line a run was about, from the facts of the checks that saw it: parts that a run of another version, or an
 * unfinished one, does not have are simply left out.
 */
export function lineKnown(findings: readonly Finding[], name?: string): LineKnown {
  const gateway = hardwareOf(factsOf(findings, 'line.gateway'))
  const provider = networkOf(factsOf(findings, 'line.provider'))
  return {
    ...(name === undefined ? {} : { name }),
    v4: addressesOf(findings, 'v4'),
    v6: addressesOf(findings, 'v6'),
    ...(provider === undefined ? {} : { provider }),
    ...(gateway === undefined ? {} : { known: { gateway } }),
  }
}

function addressesOf(findings: readonly Finding[], family: Family): LineAddresses | null {
  const facts = factsOf(findings, `line.address.${family}`)
  const nat = family === 'v4' ? factsOf(findings, 'line.nat.v4') : undefined
  const local = text(list(facts?.['local'])[0])
  const seen = text(record(list(facts?.['seen'])[0])?.['address'])
  const worn = nat?.['ownAddress'] === 'router-has-it' ? text(nat['public']) : undefined
  const router = worn ?? text(nat?.['routerSays'])
  if (local === undefined && seen === undefined && router === undefined) return null
  return {
    ...(local === undefined ? {} : { local }),
    ...(router === undefined ? {} : { router }),
    ...(seen === undefined ? {} : { public: seen }),
  }
}

function networkOf(facts: Values | undefined): LineKnown['provider'] {
  const [asn] = wholeNumbers(facts?.['asns'])
  const name = text(facts?.['network']) ?? text(facts?.['registered'])
  if (asn === undefined && name === undefined) return undefined
  return { ...(asn === undefined ? {} : { asn }), ...(name === undefined ? {} : { name }) }
}

/** Of the best IPv4 route, else of the best IPv6 route. */
function hardwareOf(facts: Values | undefined): string | undefined {
  const routes = [...list(facts?.['v4']), ...list(facts?.['v6'])]
  return routes.map((route) => text(record(route)?.['hardware'])).find((hardware) => hardware !== undefined)
}
