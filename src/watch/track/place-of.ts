import type { Failure } from '../../core/failure.ts'
import type { Family } from '../../core/line.ts'
import type { Place } from '../../history/record.ts'
import type { Look } from '../look.ts'

/** What one silent look says of where the silence lies. */
export interface Signs {
  readonly family: Family
  readonly link: Look['link']
  /** `unknown`: not asked, or it is no witness: it was never seen to answer, or does not although the line is up. */
  readonly gateway: Sign
  readonly hop: Sign
  /** Why the far ones did not answer. */
  readonly farFailures: readonly Failure[]
}

export type Sign = 'answered' | 'silent' | 'unknown'

/** The question never left: this program lacks the right, or the machine the address. */
const ownFailures: ReadonlySet<Failure> = new Set(['not-permitted', 'address-unavailable'])

/**
 * Where an interruption lies, by one look. Answers come first, because an answer is a proof; silence is believed of the nearest
 * witness, because whoever is behind it cannot be heard either.
 */
export function placeOf(signs: Signs): Place {
  const { link, gateway, hop } = signs
  if (neverLeft(signs)) return 'machine'
  if (hop === 'answered') return 'beyond'
  if (gateway === 'answered') return hop === 'silent' ? 'provider' : 'provider-or-beyond'
  if (link === 'off') return 'machine'
  if (link === 'no-carrier' || link === 'no-route' || gateway === 'silent') return 'home'
  // Nobody between us and the internet is known to answer, so nobody nearer is to blame.
  return 'provider-or-beyond'
}

/**
 * A firewall of this machine tells of datagrams alone that it keeps them in, so one of them is enough: the connections beside it
 * are lost or refused as if by others. In IPv6 `prohibited` is the word of a router (RFC 4443 §3.1, codes 1, 5 and 6), which in
 * IPv4 reads otherwise: there it is a route of this machine's own.
 */
function neverLeft({ family, farFailures }: Signs): boolean {
  if (farFailures.includes('not-let-out')) return true
  const isOwn = (failure: Failure) => ownFailures.has(failure) || (failure === 'prohibited' && family === 'v4')
  return farFailures.length > 0 && farFailures.every(isOwn)
}
