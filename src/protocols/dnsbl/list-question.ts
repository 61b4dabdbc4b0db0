import { familyOf } from '../addresses.ts'
import { reverseName } from '../dns/reverse-name.ts'

/**
 * The labels under which a list has an address, its octets (RFC 5782 §2.1) or nibbles (§2.4) in reverse, or a domain (§3),
 * in lower case and without the dot at its end. The zone goes behind them.
 */
export function listQuestion(what: string): string {
  if (familyOf(what) === undefined) return what.toLowerCase().replace(/\.$/, '')
  return reverseName(what)?.replace(/\.(in-addr|ip6)\.arpa$/, '') ?? what
}
