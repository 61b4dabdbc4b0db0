import { defineCheck, maybe } from '../../core/check.ts'
import type { Name } from '../../core/mark.ts'
import { providersOf } from '../../knowledge/providers/providers-of.ts'
import { nameOf } from '../../protocols/asn/name-of.ts'
import { originOf } from '../../protocols/asn/origin-of.ts'
import { registrationOf } from '../../protocols/rdap/registration-of.ts'
import { budgets } from '../budgets.ts'
import { lineAddress } from './address.ts'
import { linePath } from './path.ts'

export interface ProviderFacts {
  /** The networks that announce this line's address, as BGP has it. */
  readonly asns: readonly number[]
  /** What the registries call the first of them. */
  readonly network?: Name
  readonly country?: string
  /** Whom the registry has on file for the address (RDAP). */
  readonly registered?: Name
  /** The brands that are known to be of these networks: one network often has several. */
  readonly brands: readonly Name[]
}

/** Whose line it is: what is known of that provider is told beside what was measured. */
export const lineProvider = defineCheck<ProviderFacts>()({
  id: 'line.provider',
  stem: 'line.provider',
  title: 'The provider of this line is known, and so is what it does.',
  matters: {},
  revision: 1,
  needs: { path: linePath, v4: maybe(lineAddress.v4), v6: maybe(lineAddress.v6) },
  budget: budgets.provider,
  marks: { network: 'name', registered: 'name', brands: 'name' },
  answers: {
    known: {
      verdict: 'pass',
      says: (facts) =>
        facts.brands.length === 1
          ? `The provider is ${facts.brands[0]} (${network(facts)}).`
          : `The provider is one of ${facts.brands.join(', ')} (${network(facts)}).`,
    },
    'known-without-facts': {
      verdict: 'pass',
      says: (facts) =>
        `The provider is ${facts.network ?? facts.registered ?? 'known'} (${network(facts)}); what it does with mail is not on file here.`,
    },
    'not-identified': {
      verdict: 'unknown',
      says: 'Whose line this is could not be found out.',
    },
  },
  async observe(line, { v4, v6 }) {
    const address = v4?.address ?? v6?.address
    if (address === undefined) return { asns: [], brands: [] }
    const origin = await originOf(line, address)
    const asns = origin.ok ? origin.value.asns : []
    const [first] = asns
    const [name, registration] = await Promise.all([
      first === undefined ? undefined : nameOf(line, first),
      registrationOf(line, address, origin.ok ? origin.value.registry : undefined),
    ])
    return {
      asns,
      ...(name?.ok && { network: name.value.name }),
      ...(origin.ok && origin.value.country !== undefined && { country: origin.value.country }),
      ...(registration.ok && registration.value.name !== undefined && { registered: registration.value.name }),
      brands: [...new Set(asns.flatMap(providersOf).map((provider) => provider.name))],
    }
  },
  judge({ asns, brands, registered }) {
    if (brands.length > 0) return 'known'
    return asns.length > 0 || registered !== undefined ? 'known-without-facts' : 'not-identified'
  },
})

function network({ asns }: ProviderFacts): string {
  return asns.length === 0 ? 'after its registry' : asns.map((asn) => `AS${asn}`).join(', ')
}
