import type { Finding } from '../core/finding.ts'
import { providers } from '../knowledge/providers/index.ts'
import type { Provider } from '../knowledge/providers/provider.ts'
import { factsOf, text, texts, wholeNumbers } from './facts-of.ts'

/** Whom the line may be of, and where. */
export interface KnownProviders {
  /** Several brands may share a network: then which one it is cannot be told, and each is offered under its name. */
  readonly brands: readonly Provider[]
  /** Where the registry has the address: two letters (ISO 3166-1). */
  readonly country?: string
}

/** More names than this are no help to anybody. */
const mostBrands = 3

/** Read off the facts of `line.provider`: by the networks, so that an old run profits from what is known today. */
export function knownProviders(findings: readonly Finding[]): KnownProviders {
  const facts = factsOf(findings, 'line.provider')
  const asns = wholeNumbers(facts?.['asns'])
  const names = texts(facts?.['brands'])
  const country = text(facts?.['country'])?.toUpperCase()
  return {
    brands: providers
      .filter(({ name, networks }) => names.includes(name) || networks?.asns.some((asn) => asns.includes(asn)))
      .slice(0, mostBrands),
    ...(country === undefined ? {} : { country }),
  }
}
