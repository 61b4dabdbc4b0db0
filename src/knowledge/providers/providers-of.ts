import { providers } from './index.ts'
import type { Provider } from './provider.ts'

/**
 * The providers whose customers' addresses come from a network. Several may share one: they are to be offered, for which
 * it is cannot be told from an address. None where nothing is known.
 */
export function providersOf(asn: number): readonly Provider[] {
  return providers.filter(({ networks }) => networks?.asns.includes(asn))
}
