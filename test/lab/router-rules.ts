import type { World } from './world.ts'

/** What the kernel of the router at home really does with callers from outside: the truth that tools are measured against. */
export interface RouterRules {
  /** Ports that lead to a machine at home, whoever set them; by external port. */
  readonly mappings: readonly Mapping[]
  /** Holes in the IPv6 firewall; by address and port. */
  readonly pinholes: readonly Pinhole[]
}

export interface Mapping {
  readonly proto: 'tcp' | 'udp'
  readonly external: number
  readonly to: { readonly address: string; readonly port: number }
}

export interface Pinhole {
  readonly proto: 'tcp' | 'udp'
  /** A machine at home and a port of it. */
  readonly to: { readonly address: string; readonly port: number }
}

/** Reads the rules that stand in the router right now. */
export async function routerRules(world: World): Promise<RouterRules> {
  const { code, stdout, stderr } = await world.exec('router', ['nft', '--json', 'list', 'ruleset'])
  if (code !== 0) throw new Error(`nft in the router ended with ${code}: ${stderr}`)
  return readRules(stdout)
}

/** Reads what `nft --json list ruleset` prints, as far as it is about `wan`. */
export function readRules(json: string): RouterRules {
  const { nftables } = JSON.parse(json) as { readonly nftables: readonly { readonly rule?: Rule }[] }
  const met = nftables.flatMap(({ rule }) => (rule === undefined ? [] : [factsOf(rule.expr)])).filter(isFromOutside)
  const mappings = met.flatMap(({ proto, port, dnat }): Mapping[] => {
    if (proto === undefined || port === undefined || dnat === undefined) return []
    return [{ proto, external: port, to: { address: dnat.addr, port: dnat.port ?? port } }]
  })
  const pinholes = met.flatMap(({ proto, port, to, accepts }): Pinhole[] => {
    if (!accepts || proto === undefined || port === undefined || to === undefined) return []
    return [{ proto, to: { address: to, port } }]
  })
  return { mappings: mappings.toSorted(byText), pinholes: pinholes.toSorted(byText) }
}

interface Rule {
  readonly expr: readonly Statement[]
}

interface Statement {
  readonly match?: { readonly left: Left; readonly right: unknown }
  readonly dnat?: { readonly addr: string; readonly port?: number }
  readonly accept?: null
}

interface Left {
  readonly meta?: { readonly key: string }
  /** A field by its name; or by its place in bits, as miniupnpd writes what it matches in the IP header (`nh`). */
  readonly payload?: {
    readonly protocol?: string
    readonly field?: string
    readonly base?: string
    readonly offset?: number
    readonly len?: number
  }
}

interface Facts {
  interface?: unknown
  proto?: 'tcp' | 'udp'
  port?: number
  /** The destination, of IPv6 alone. */
  to?: string
  dnat?: NonNullable<Statement['dnat']>
  accepts: boolean
}

function factsOf(statements: readonly Statement[]): Facts {
  const facts: Facts = { accepts: false }
  for (const { match, dnat, accept } of statements) {
    if (dnat !== undefined) facts.dnat = dnat
    if (accept === null) facts.accepts = true
    if (match !== undefined) take(facts, match.left, match.right)
  }
  return facts
}

function take(facts: Facts, { meta, payload }: Left, right: unknown): void {
  if (meta?.key === 'iif' || meta?.key === 'iifname') facts.interface = right
  if (payload?.field === 'dport' && typeof right === 'number') facts.port = right
  if (payload?.field === 'dport' && (payload.protocol === 'tcp' || payload.protocol === 'udp')) {
    facts.proto = payload.protocol
  }
  // The next protocol of IPv4 and of IPv6 (RFC 791 §3.1, RFC 8200 §3).
  const isProtocol = payload?.base === 'nh' && payload.len === 8 && (payload.offset === 72 || payload.offset === 48)
  if (isProtocol && (right === 6 || right === 17)) facts.proto = right === 6 ? 'tcp' : 'udp'
  if (payload?.base === 'nh' && payload.offset === 192 && typeof right === 'string') facts.to = addressOf(right)
}

function isFromOutside(facts: Facts): boolean {
  return facts.interface === 'wan'
}

/** nft prints 128 bits as `0x2a25…`. */
function addressOf(hex: string): string {
  const groups = hex.slice(2).padStart(32, '0').match(/.{4}/g) ?? []
  // The one place that knows how an address is written for short.
  return new URL(`http://[${groups.join(':')}]/`).hostname.slice(1, -1)
}

function byText(one: object, other: object): number {
  return JSON.stringify(one).localeCompare(JSON.stringify(other), 'en', { numeric: true })
}
