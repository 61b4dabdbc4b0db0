import type { Finding } from '../core/finding.ts'
import type { Family } from '../core/line.ts'

/** Which line it was. */
export interface LineKnown {
  /** What the user calls it. */
  readonly name?: string
  readonly v4: LineAddresses | null
  readonly v6: LineAddresses | null
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
  return {
    ...(name === undefined ? {} : { name }),
    v4: addressesOf(findings, 'v4'),
    v6: addressesOf(findings, 'v6'),
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

/** Of the best IPv4 route, else of the best IPv6 route. */
function hardwareOf(facts: Values | undefined): string | undefined {
  const routes = [...list(facts?.['v4']), ...list(facts?.['v6'])]
  return routes.map((route) => text(record(route)?.['hardware'])).find((hardware) => hardware !== undefined)
}

type Values = { readonly [key: string]: unknown }

function factsOf(findings: readonly Finding[], check: string): Values | undefined {
  const finding = findings.find((each) => each.check === check)
  return finding?.kind === 'answered' ? record(finding.facts) : undefined
}

function record(value: unknown): Values | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Values) : undefined
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
