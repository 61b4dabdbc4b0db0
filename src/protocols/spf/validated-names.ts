import { reverseName } from '../dns/reverse-name.ts'
import { sameAddress } from '../addresses.ts'
import type { AskNames } from './ask-names.ts'
import { type SpfCheck, spfLimits } from './spf-check.ts'

/**
 * The names that the sender's address has by its own reverse zone, ten at most (RFC 7208 §4.6.4: others MUST be ignored),
 * in the order of the DNS. Undefined where there is none: the term then found nothing. A failure is none either (§5.5).
 */
export async function reverseNames(check: SpfCheck, ask: AskNames): Promise<readonly string[] | 'void'> {
  const name = reverseName(check.sender.ip)
  const found = name === undefined ? undefined : await ask(name, 'PTR')
  if (found === undefined) return []
  if (!found.ok) return found.failure === 'name-not-found' || found.failure === 'no-data' ? 'void' : []
  if (found.value.length === 0) return 'void'
  return found.value.slice(0, spfLimits.hosts).map((each) => each.replace(/\.$/, '').toLowerCase())
}

/** The first of these names that leads back to the sender's address (§5.5); one that cannot be looked up is skipped. */
export async function firstValidated(
  check: SpfCheck,
  ask: AskNames,
  names: readonly string[],
): Promise<string | undefined> {
  for (const name of names) {
    const found = await ask(name, check.addressType)
    if (found.ok && found.value.some((address) => sameAddress(address, check.sender.ip))) return name
  }
  return undefined
}

/** Whether a name is a domain's own or below it. */
export function isUnder(name: string, domain: string): boolean {
  const whole = domain.toLowerCase()
  return name === whole || name.endsWith(`.${whole}`)
}
