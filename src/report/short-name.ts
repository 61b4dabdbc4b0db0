import type { Provider } from '../knowledge/providers/provider.ts'

/** `FDN (French Data Network)` is FDN to those who look for it, and to FDN. */
export function shortName({ name }: Provider): string {
  return name.replace(/ \([^()]*\)$/, '')
}
