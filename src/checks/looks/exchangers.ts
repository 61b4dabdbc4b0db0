import type { Failure } from '../../core/failure.ts'
import type { Family, Line } from '../../core/line.ts'
import { defineLook } from '../../core/look.ts'
import type { Address, Name } from '../../core/mark.ts'
import { lookUp } from '../../protocols/dns/look-up.ts'
import { readExchanger } from '../../protocols/mx/read-exchanger.ts'
import { budgets } from '../budgets.ts'

/** Who takes mail for the domain, as its MX records say (RFC 5321 §5.1), and where each of them is. */
export interface ExchangersFacts {
  /** Absent where none was asked for. */
  readonly domain?: Name
  /** Why there are none; then `exchangers` is empty. */
  readonly failure?: Failure
  /** Lowest preference first. */
  readonly exchangers: readonly ExchangerFacts[]
  /** Where the domain itself is, looked up only without MX records: it is then its own exchanger. */
  readonly itself?: HostFacts
  /** The resolver says that it has checked the signatures of the MX records. */
  readonly authentic: boolean
  /** Only the zone's own name servers have the MX records. */
  readonly resolverDiffers?: true
}

export interface ExchangerFacts extends HostFacts {
  readonly preference: number
}

export interface HostFacts {
  readonly host: Name
  /** The names that it is an alias of. */
  readonly aliases: readonly Name[]
  readonly v4: AddressesFacts
  readonly v6: AddressesFacts
}

export interface AddressesFacts {
  readonly addresses: readonly Address[]
  readonly failure?: Failure
  /** The resolver says that it has checked the signatures. */
  readonly authentic: boolean
  /** Only the zone's own name servers have them. */
  readonly resolverDiffers?: true
}

/** More are a mistake, and each costs two questions. Senders try no more either. */
const mostExchangers = 10

export const exchangers = defineLook<ExchangersFacts>()({
  look: 'exchangers',
  revision: 1,
  needs: {},
  budget: budgets.names,
  marks: { domain: 'name', host: 'name', aliases: 'name', addresses: 'address' },
  async observe(line, _given, { domain }) {
    if (domain === undefined) return { exchangers: [], authentic: false }
    const found = await lookUp(line, domain, 'MX')
    if (!found.ok) {
      const alone = found.failure === 'no-data'
      const itself = alone ? { itself: await hostFacts(line, domain) } : {}
      return { domain, failure: found.failure, exchangers: [], authentic: false, ...itself }
    }
    const read = found.value.data
      .map(readExchanger)
      .filter((each) => each !== undefined)
      .toSorted((one, other) => one.preference - other.preference)
      .slice(0, mostExchangers)
    const hosts = await Promise.all(
      read.map(async ({ preference, host }) => ({ preference, ...(await hostFacts(line, host)) })),
    )
    const { authentic, resolverDiffers } = found.value
    return { domain, exchangers: hosts, authentic, ...(resolverDiffers && { resolverDiffers }) }
  },
})

/** Where a host is, in both families. */
export async function hostFacts(line: Line, host: string): Promise<HostFacts> {
  const over = async (family: Family) => {
    const found = await lookUp(line, host, family === 'v4' ? 'A' : 'AAAA')
    if (!found.ok) return { aliases: [], facts: { addresses: [], failure: found.failure, authentic: false } }
    const { data, aliases, authentic, resolverDiffers } = found.value
    return { aliases, facts: { addresses: data, authentic, ...(resolverDiffers && { resolverDiffers }) } }
  }
  // A null MX (RFC 7505) has the root as its exchanger, which is no host.
  if (host === '.') {
    const none = { addresses: [], failure: 'no-data', authentic: false } as const
    return { host, aliases: [], v4: none, v6: none }
  }
  const [v4, v6] = await Promise.all([over('v4'), over('v6')])
  return { host, aliases: v4.aliases.length > 0 ? v4.aliases : v6.aliases, v4: v4.facts, v6: v6.facts }
}
