import type { Failure } from '../../core/failure.ts'
import type { Family, Line } from '../../core/line.ts'
import type { Address, Banner, Name } from '../../core/mark.ts'
import { reverseZones } from '../../knowledge/reverse-zones.ts'
import { sameAddress } from '../../protocols/addresses.ts'
import { lookUp } from '../../protocols/dns/look-up.ts'
import { reverseName } from '../../protocols/dns/reverse-name.ts'
import { zoneOf } from '../../protocols/dns/zone-of.ts'
import { classifyReverseName, type ReverseClass } from '../../protocols/reverse-name/classify-reverse-name.ts'
import type { PrivacyFacts } from './mail-address.ts'

export interface ReverseFacts {
  readonly family: Family
  readonly address: Address
  /** Where others see this machine under a privacy address. */
  readonly privacy?: PrivacyFacts
  /** Why there are no names. */
  readonly failure?: Failure
  readonly names: readonly ReverseNameFacts[]
  /** The names that the reverse name is an alias of: its zone is then kept by somebody else (RFC 2317). */
  readonly aliases: readonly Name[]
  /** The zone that the record is in, or would be, and its name servers: who runs them can change it. */
  readonly zone?: Name
  readonly servers: readonly Name[]
  /** Only the zone's own name servers have the name. */
  readonly resolverDiffers?: true
  /** The domain that mail is to be for. */
  readonly domain?: Name
  /** The mail server at this address, where it is known. */
  readonly host?: Name
}

export interface ReverseNameFacts {
  readonly name: Name
  /** It leads back to the address (RFC 8601 §3, "iprev"). */
  readonly confirmed: boolean
  /** Only the name servers of its zone have its address. */
  readonly resolverDiffers?: true
  /** Why it does not. */
  readonly failure?: Failure
  readonly class: ReverseClass
  /** What speaks for that, each a clause that goes after the name. */
  readonly because: readonly Banner[]
}

export interface ReverseAsked {
  readonly family: Family
  readonly address: string
  readonly domain?: string | undefined
  readonly host?: string | undefined
}

/** An address may have any number; SPF looks at ten of them (RFC 7208 §4.6.4), and so do mail servers. */
const mostNames = 10

/** The names of an address, whether they lead back to it, what they look like, and who could change them. */
export async function reverseFacts(line: Line, asked: ReverseAsked): Promise<ReverseFacts> {
  const { family, address, domain, host } = asked
  const at = reverseName(address)
  const given = {
    family,
    address,
    ...(domain !== undefined && { domain }),
    ...(host !== undefined && { host }),
  }
  if (at === undefined) return { ...given, failure: 'malformed', names: [], aliases: [], servers: [] }
  const found = await lookUp(line, at, 'PTR')
  const names = found.ok ? [...new Set(found.value.data.map(bare))].slice(0, mostNames) : []
  const aliases = found.ok ? found.value.aliases.map(bare) : []
  const [zone, judged] = await Promise.all([
    zoneOf(line, aliases.at(-1) ?? at),
    Promise.all(names.map((each) => nameFacts(line, each, asked))),
  ])
  return {
    ...given,
    ...(!found.ok && { failure: found.failure }),
    names: judged,
    aliases,
    ...(found.ok && found.value.resolverDiffers && { resolverDiffers: true }),
    ...(zone.ok && { zone: zone.value.name }),
    servers: zone.ok ? zone.value.servers : [],
  }
}

async function nameFacts(
  line: Line,
  name: string,
  { family, address, domain }: ReverseAsked,
): Promise<ReverseNameFacts> {
  const found = await lookUp(line, name, family === 'v4' ? 'A' : 'AAAA')
  const confirmed = found.ok && found.value.data.some((each) => sameAddress(each, address))
  // Anybody can give an address a name in somebody else's domain: only one that leads back is the user's own.
  const ownDomains = confirmed && domain !== undefined ? [domain] : []
  return {
    name,
    confirmed,
    ...(found.ok && found.value.resolverDiffers && { resolverDiffers: true }),
    ...(!found.ok && { failure: found.failure }),
    ...classifyReverseName({ name, address, ownDomains, zones: reverseZones }),
  }
}

function bare(name: string): string {
  return name.toLowerCase().replace(/(?<=[^\\])\.$/, '')
}

/** Best first: of several names the best is the one that is judged. */
const order: readonly ReverseClass[] = ['custom', 'suspect', 'generic-static', 'hosting-generic', 'generic']

/** The name by which the address is judged: one that leads back, the mail server's own before others; undefined without any. */
export function judgedName({ names, host }: ReverseFacts): ReverseNameFacts | undefined {
  const confirmed = names.filter((each) => each.confirmed)
  const rank = (each: ReverseNameFacts) => order.indexOf(each.class) * 2 + (isNamed(each, host) ? 0 : 1)
  return (confirmed.length > 0 ? confirmed : names).toSorted((one, other) => rank(one) - rank(other))[0]
}

/** Whether a name is that of the host, however it is spelt. */
export function isNamed({ name }: ReverseNameFacts, host: string | undefined): boolean {
  return host !== undefined && bare(name) === bare(host)
}
