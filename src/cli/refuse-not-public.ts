import { rangeOf } from '../protocols/addresses.ts'
import type { Range } from '../protocols/special-ranges.ts'
import { UsageError } from './usage-error.ts'

/** `documentation` is what examples are made of, ours too. */
const fit: readonly (Range | undefined)[] = ['global', 'documentation']

const within: { readonly [R in Range]?: string } = {
  private: 'works within your own network only',
  'unique-local': 'works within your own network only',
  'link-local': 'works within your own network only',
  'carrier-grade-nat': "works within the provider's network only",
  'ds-lite': "works within the provider's network only",
  loopback: 'is this machine itself',
}

/** Throws `UsageError` for an address that no server on the internet can have; the one that is seen at home is easily taken for it. */
export function refuseNotPublic(name: string, address: string): void {
  const range = rangeOf(address)
  if (range === undefined || fit.includes(range)) return
  const why = within[range] ?? 'is none that a server on the internet can have'
  throw new UsageError(`${name} must be a public address: ${address} ${why}. "mailworthy check" tells that of the line`)
}
