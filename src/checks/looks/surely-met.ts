import type { EchoesFacts } from './echoes.ts'
import type { ExchangerKeyFacts } from './exchanger-keys.ts'

const smtp = 25

/**
 * Whether what answered at a host's address is that host and nobody on the way, so that something wrong with it is its own:
 * this line's own address was called, the public vouches for who answered, or port 25 was seen to leave this line untouched.
 */
export function surelyMet({ place, certificate }: ExchangerKeyFacts, echoes: EchoesFacts | undefined): boolean {
  if (place !== 'elsewhere') return place === 'this-line'
  if (certificate !== undefined && certificate.problem === undefined) return true
  return (
    echoes?.ports.some(({ port, ended, changed }) => port === smtp && ended === 'ours' && changed === 'nothing') ===
    true
  )
}
