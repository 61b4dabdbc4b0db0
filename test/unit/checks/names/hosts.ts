import type { ExchangerFacts } from '../../../../src/checks/looks/exchangers.ts'
import type { Failure } from '../../../../src/core/failure.ts'

/** A host of the domain's: its addresses by family, or why it has none. */
export function hostAt(
  host: string,
  v4: readonly string[] | Failure,
  v6: readonly string[] | Failure = 'no-data',
  aliases: readonly string[] = [],
): ExchangerFacts {
  const family = (found: readonly string[] | Failure) =>
    typeof found === 'string'
      ? { addresses: [], failure: found, authentic: false }
      : { addresses: found, authentic: false }
  return { preference: 10, host, aliases, v4: family(v4), v6: family(v6) }
}

/** The same, of which the resolver finds none of the IPv4 addresses. */
export function newAt(host: string, v4: readonly string[]): ExchangerFacts {
  const known = hostAt(host, v4)
  return { ...known, v4: { ...known.v4, resolverDiffers: true } }
}
