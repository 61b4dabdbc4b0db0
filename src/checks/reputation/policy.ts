import type { ListingKind } from '../../core/asked.ts'
import { defineCheck } from '../../core/check.ts'
import type { Address } from '../../core/mark.ts'
import { budgets } from '../budgets.ts'
import { blocklists, type ListFacts } from '../looks/blocklists.ts'
import { listingWords, removalWords } from './listing-words.ts'
import { acquits, codesOf } from './standing-of.ts'
import { namesOf, unheard, whyUnheard } from './unheard.ts'

export interface PolicyFacts {
  readonly address: Address
  /** The lists that tell of lines that are not supposed to send, and what each said. */
  readonly lists: readonly ListFacts[]
}

const policy: readonly ListingKind[] = ['policy-by-provider', 'policy']

const noReproach = 'That is no reproach, but receivers who heed the list turn mail from it away.'

/**
 * Whether the line is known as one that is not supposed to send mail itself. Apart from `reputation.abuse`, for nobody has
 * done anything, and the way out is another. One list that was tried is enough: its word is what receivers act on.
 */
const policyV4 = defineCheck<PolicyFacts>()({
  id: 'reputation.policy.v4',
  stem: 'reputation.policy',
  title: 'No list says that this line is not supposed to send mail itself.',
  matters: { send: 'required' },
  revision: 1,
  needs: { heard: blocklists.v4 },
  budget: budgets.combining,
  marks: { address: 'address' },
  answers: {
    'not-listed': {
      verdict: 'pass',
      says: ({ address, lists }) =>
        `${address} is not among the lines that are not supposed to send mail themselves, after ${namesOf(lists, 'believed')}.`,
    },
    'listed-by-provider': {
      verdict: 'fail',
      fault: 'provider',
      says: ({ address, lists }) =>
        `The provider itself has put ${address} on the list of lines that are not supposed to send mail: ${listingWords(lists, policy)}. ${noReproach}`,
      remedy: ({ lists }) =>
        `Ask the provider to take this one address off, or for a fixed address or a tariff that is not on it: what a provider has put there, customers mostly cannot take off (see ${removalWords(lists, policy)}). Otherwise send through a relay.`,
    },
    listed: {
      verdict: 'fail',
      fault: 'provider',
      says: ({ address, lists }) =>
        `${address} is listed as a line of people at home, which is not supposed to send mail itself: ${listingWords(lists, policy)}. ${noReproach}`,
      remedy: ({ lists }) =>
        `If the address is fixed and its reverse name is your mail server's, take it off yourself, for nothing and for a year at a time: ${removalWords(lists, policy)}. If not, ask the provider for such an address, or send through a relay.`,
    },
    ...unheard(({ lists }: PolicyFacts) => lists),
  },
  async observe(_line, { heard: { address = '', lists } }) {
    return { address, lists: lists.filter(({ tells }) => tells.some((kind) => policy.includes(kind))) }
  },
  judge({ lists }) {
    if (lists.some((list) => codesOf(list, ['policy-by-provider']).length > 0)) return 'listed-by-provider'
    if (lists.some((list) => codesOf(list, ['policy']).length > 0)) return 'listed'
    return lists.some((list) => acquits(list, policy)) ? 'not-listed' : whyUnheard(lists)
  },
})

export const reputationPolicy = { v4: policyV4 } as const
