import type { Tlsa } from './read-tlsa.ts'

/**
 * What mail makes of a TLSA record (RFC 7672 §3.1). `server`: the server itself shows this certificate or key, whatever
 * name and date are on it. `authority`: an authority has it, which vouches for the server's certificate and its name.
 * Why not: `for-browsers`: usages 0 and 1, which lean on the public authorities and which senders pass over (§3.1.3);
 * `unknown`: a number that no standard gives a meaning; `wrong-length`: no digest of that kind has this length.
 */
export type TlsaUse = 'server' | 'authority' | 'for-browsers' | 'unknown' | 'wrong-length'

/** SHA-256 and SHA-512 in hex digits, by matching type; 0 is the thing itself, of any length. */
const digits: Readonly<Record<number, number>> = { 1: 64, 2: 128 }

export function useOf({ usage, selector, matching, data }: Tlsa): TlsaUse {
  if (usage > 3 || selector > 1 || matching > 2) return 'unknown'
  if (usage < 2) return 'for-browsers'
  if (matching !== 0 && data.length !== digits[matching]) return 'wrong-length'
  return usage === 3 ? 'server' : 'authority'
}
