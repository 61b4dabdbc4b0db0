import type { ExchangersFacts, HostFacts } from './exchangers.ts'

/** The hosts that take mail for a domain, best first: its exchangers, or without MX records itself (RFC 5321 §5.1). */
export function takersOf({ exchangers, itself }: ExchangersFacts): readonly HostFacts[] {
  const found = exchangers.length === 0 && itself !== undefined ? [itself] : exchangers
  // RFC 7505: a domain that takes no mail.
  return found.filter(({ host }) => host !== '.')
}
