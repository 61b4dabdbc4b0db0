import { defineCheck } from '../../core/check.ts'
import type { Address } from '../../core/mark.ts'
import { networkOf, sameAddress } from '../../protocols/addresses.ts'
import { budgets } from '../budgets.ts'
import { lineAddress } from './address.ts'
import { lastingAddresses } from './lasting-addresses.ts'
import { getLastingAddress, withoutPrivacy } from './lasting-words.ts'
import { linePath } from './path.ts'
import { recent } from './recent.ts'

export interface SourceFacts {
  /** The IPv6 address that others see us speak from. */
  readonly source: Address
  /** It is on this machine: IPv6 is not translated on the way. */
  readonly onThisMachine: boolean
  /** The system marks it as a privacy address, to be replaced within a day (RFC 8981). */
  readonly temporary: boolean
  /** A lasting address of this machine that mail could speak from instead. */
  readonly lasting?: Address
  /** That both are on; absent in older facts. */
  readonly interface?: string
  /** The first 64 bits that earlier days have seen, oldest first, today's last. */
  readonly prefixes: readonly Address[]
}

/** Whether IPv6 leaves by an address that lasts: reverse name and AAAA are for one address, not for a prefix. */
export const lineSource = defineCheck<SourceFacts>()({
  id: 'line.source.v6',
  stem: 'line.source',
  title: 'IPv6 leaves by an address that stays.',
  matters: {},
  revision: 1,
  needs: { path: linePath, address: lineAddress.v6 },
  budget: budgets.readingTheMachine,
  marks: { source: 'address', lasting: 'address', prefixes: 'address' },
  answers: {
    stable: {
      verdict: 'pass',
      says: ({ source }) => `IPv6 leaves by ${source}, which the system does not replace.`,
    },
    temporary: {
      verdict: 'warn',
      fault: 'machine',
      says: ({ source }) =>
        `IPv6 leaves by ${source}, a privacy address that is replaced within a day: neither its reverse name nor an AAAA record will match it for long.`,
      remedy: ({ lasting, interface: on }) =>
        lasting === undefined
          ? getLastingAddress(on)
          : `Let the mail server speak from ${lasting} (Postfix: smtp_bind_address6), or ${withoutPrivacy(on)}.`,
    },
    'prefix-changes': {
      verdict: 'warn',
      fault: 'provider',
      says: ({ prefixes }) =>
        `The provider has changed the IPv6 prefix: ${prefixes.length} different ones were seen within 90 days.`,
      remedy: 'Ask the provider for a fixed prefix, or let mail go over IPv4 alone.',
    },
  },
  async observe(line, { path, address }) {
    const interfaces = await line.host.interfaces()
    const all = interfaces.ok ? interfaces.value : []
    const own = all.find(({ name }) => name === path.v6?.interface)?.addresses ?? []
    const source = own.find((each) => sameAddress(each.address, address.address))
    const [lasting] = lastingAddresses(own, address.address)
    const known = recent(await line.past.addresses('v6'), line.clock.now())
    const seen = [...known.map((each) => each.address), address.address]
    return {
      source: address.address,
      onThisMachine: source !== undefined,
      temporary: source?.temporary === true,
      ...(lasting !== undefined && { lasting }),
      ...(path.v6 !== undefined && { interface: path.v6.interface }),
      prefixes: [...new Set(seen.map(networkOf))],
    }
  },
  judge({ temporary, prefixes }) {
    if (prefixes.length > 1) return 'prefix-changes'
    return temporary ? 'temporary' : 'stable'
  },
})
