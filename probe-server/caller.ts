import { canonical } from '../src/protocols/addresses.ts'
import type { Settings } from './settings.ts'

export type CallerJudged =
  | { readonly ok: true; readonly address: string }
  | { readonly ok: false; readonly code: 'reserved-caller' | 'own-address' }

/**
 * Whether a caller may be dialled back. Only an address that the internet can reach and that is not ours: private,
 * shared, documentation and other special ranges lead into somebody's inside, 6to4, Teredo and NAT64 to a gateway that
 * would dial a third party for us.
 */
export function judgeCaller(
  peer: string,
  { dialable, ownAddresses }: Pick<Settings, 'dialable' | 'ownAddresses'>,
): CallerJudged {
  const address = canonical(peer)
  if (address === undefined) return { ok: false, code: 'reserved-caller' }
  if (ownAddresses.some((own) => canonical(own) === address)) return { ok: false, code: 'own-address' }
  return dialable(address) ? { ok: true, address } : { ok: false, code: 'reserved-caller' }
}
