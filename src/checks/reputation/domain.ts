import type { ListingKind } from '../../core/asked.ts'
import { defineCheck } from '../../core/check.ts'
import type { Name } from '../../core/mark.ts'
import { budgets } from '../budgets.ts'
import { blocklists, type ListFacts } from '../looks/blocklists.ts'
import { listingWords, removalWords } from './listing-words.ts'
import { acquits, codesOf } from './standing-of.ts'
import { namesOf, unheard, whyUnheard } from './unheard.ts'

export interface DomainFacts {
  readonly domain: Name
  readonly lists: readonly ListFacts[]
}

const bad: readonly ListingKind[] = ['abuse', 'minor']

/** Whether the domain has a bad name of its own, whatever address its mail comes from. */
export const reputationDomain = defineCheck<DomainFacts>()({
  id: 'reputation.domain',
  stem: 'reputation.domain',
  title: 'The domain is on no list of domains that bad mail is about.',
  matters: { send: 'recommended' },
  revision: 1,
  needs: { heard: blocklists.domain },
  budget: budgets.combining,
  moot: ({ domain }) => (domain === undefined ? 'No domain was given (--domain).' : undefined),
  marks: { domain: 'name' },
  answers: {
    'not-listed': {
      verdict: 'pass',
      says: ({ domain, lists }) => `The domain ${domain} is not on ${namesOf(lists, 'believed')}.`,
    },
    listed: {
      verdict: 'fail',
      fault: 'undetermined',
      says: ({ domain, lists }) =>
        `The domain ${domain} is on ${listingWords(lists, bad)}: receivers who heed that turn mail away that comes from it or has a link to it, from wherever it is sent.`,
      remedy: ({ lists }) =>
        `See first that nobody has broken into its web pages or mail accounts, or it is listed again. Then ask to be taken off: ${removalWords(lists, bad)}. A domain that is only a few days old is often listed until it has shown itself.`,
    },
    ...unheard(({ lists }: DomainFacts) => lists),
  },
  async observe(_line, { heard: { domain = '', lists } }) {
    return { domain, lists: lists.filter(({ tells }) => tells.some((kind) => bad.includes(kind))) }
  },
  judge({ lists }) {
    if (lists.some((list) => codesOf(list, bad).length > 0)) return 'listed'
    return lists.some((list) => acquits(list, bad)) ? 'not-listed' : whyUnheard(lists)
  },
})
