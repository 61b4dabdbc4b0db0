import type { ListingKind } from '../../core/asked.ts'
import { defineCheck } from '../../core/check.ts'
import type { Family } from '../../core/line.ts'
import type { Address } from '../../core/mark.ts'
import { budgets } from '../budgets.ts'
import { blocklists, type ListFacts } from '../looks/blocklists.ts'
import { listingWords, removalWords } from './listing-words.ts'
import { acquits, codesOf } from './standing-of.ts'
import { namesOf, unheard, whyUnheard } from './unheard.ts'

export interface AbuseFacts {
  readonly address: Address
  /** The lists that tell of addresses that bad mail came from, and what each said. */
  readonly lists: readonly ListFacts[]
}

const spoken = { v4: 'IPv4', v6: 'IPv6' } as const
const abuse: readonly ListingKind[] = ['abuse']
const minor: readonly ListingKind[] = ['minor']
const either: readonly ListingKind[] = [...abuse, ...minor]

/** The lists that decide: what the others say is a word of warning, and no comfort where these are not heard. */
const heeded = ({ lists }: AbuseFacts) => lists.filter(({ tells }) => tells.includes('abuse'))

const cause =
  'First find what sent bad mail, or it is listed again: mostly an infected device on this network (computers, cameras, set-top boxes). An address that is new to you may owe it to whoever had it before.'

/** Whether bad mail is said to have come from this line's address. */
const abuseOver = <F extends Family>(family: F) =>
  defineCheck<AbuseFacts>()({
    id: `reputation.abuse.${family}`,
    stem: 'reputation.abuse',
    title: `The ${spoken[family]} address of this line is on no list of addresses that bad mail came from.`,
    matters: { send: 'required' },
    revision: 1,
    needs: { heard: blocklists[family] },
    budget: budgets.combining,
    marks: { address: 'address' },
    answers: {
      'not-listed': {
        verdict: 'pass',
        says: ({ address, lists }) =>
          `${address} is on none of the lists that answered: ${namesOf(lists.filter(isClear))}.${notHeard(lists)}`,
      },
      'listed-minor': {
        verdict: 'warn',
        fault: 'undetermined',
        says: ({ address, lists }) =>
          `${address} is on lists that some receivers heed: ${listingWords(lists, minor)}. It is not on those that most do.`,
        remedy: ({ lists }) => `${cause} Then ask to be taken off: ${removalWords(lists, minor)}.`,
      },
      listed: {
        verdict: 'fail',
        fault: 'undetermined',
        says: ({ address, lists }) =>
          `Bad mail is said to have come from ${address}: it is on ${listingWords(lists, either)}, and most receivers turn mail from there away.`,
        remedy: ({ lists }) => `${cause} Then ask to be taken off: ${removalWords(lists, either)}.`,
      },
      ...unheard(heeded, meanwhile),
    },
    async observe(_line, { heard: { address = '', lists } }) {
      return { address, lists: lists.filter(({ tells }) => tells.some((kind) => either.includes(kind))) }
    },
    judge(facts) {
      const deciding = heeded(facts)
      if (deciding.some((list) => codesOf(list, abuse).length > 0)) return 'listed'
      if (!deciding.some((list) => acquits(list, abuse))) return whyUnheard(deciding)
      return facts.lists.some((list) => codesOf(list, minor).length > 0) ? 'listed-minor' : 'not-listed'
    },
  })

function meanwhile({ lists }: AbuseFacts): string {
  const listings = listingWords(lists, minor)
  return listings === '' ? '' : ` It is on ${listings}, which some receivers heed.`
}

function isClear(list: ListFacts): boolean {
  return acquits(list, either)
}

function notHeard(lists: readonly ListFacts[]): string {
  const names = namesOf(lists.filter((list) => !isClear(list)))
  return names === '' ? '' : ` Not heard: ${names}.`
}

export const reputationAbuse = { v4: abuseOver('v4'), v6: abuseOver('v6') } as const
