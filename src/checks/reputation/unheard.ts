import type { Answer } from '../../core/check.ts'
import { failures } from '../../core/failure.ts'
import type { ListFacts } from '../looks/blocklists.ts'
import { type Standing, standingOf } from './standing-of.ts'

type Unheard = 'refused' | 'lookup-failed' | 'no-witness'

/**
 * The answers of a check that got no word of the lists that decide, of which none could be believed. `aside` is what it
 * heard of others meanwhile.
 */
export function unheard<Facts>(
  deciding: (facts: Facts) => readonly ListFacts[],
  aside: (facts: Facts) => string = () => '',
): Readonly<Record<Unheard, Answer<Facts>>> {
  const answer = (
    says: (lists: readonly ListFacts[]) => string,
    remedy: (lists: readonly ListFacts[]) => string,
  ): Answer<Facts> => ({
    verdict: 'unknown',
    says: (facts) => `${says(deciding(facts))}${aside(facts)}`,
    remedy: (facts) => `${remedy(deciding(facts))}${byHand(deciding(facts))}`,
  })
  return {
    refused: answer(
      (lists) =>
        `Not known: ${namesOf(lists, 'refused')} will not answer this name server. That is no listing: public name servers are turned away, and those of large providers at times.`,
      () =>
        "Ask through the provider's name server or one of your own (--resolver), or with a free key of Spamhaus (MAILWORTHY_DQS_KEY).",
    ),
    'lookup-failed': answer(
      (lists) => `Not known: ${namesOf(lists, 'failed')} could not be asked (${failureWords(lists)}).`,
      () => 'Run the check again. If it stays so, see what line.resolver says.',
    ),
    'no-witness': answer(
      (lists) => {
        if (lists.length === 0) return 'No list was asked that large receivers heed.'
        const words = [
          ...wordsFor(lists, 'mute', 'does not know its own test entry, so it is dead or refuses without a word'),
          ...wordsFor(lists, 'foreign', 'lists what no list has, so somebody else answers in its place'),
          ...wordsFor(lists, 'believed', 'answers with a code that is not known'),
        ]
        return `Nothing that could be believed was heard: ${words.join('; ')}.`
      },
      () => "Ask through the provider's name server or one of your own (--resolver), or other lists (--blocklist).",
    ),
  }
}

/** Which of them, where none of the lists says anything. A refusal tells most, for something can be done about it. */
export function whyUnheard(lists: readonly ListFacts[]): Unheard {
  const standings = lists.map(standingOf)
  if (standings.includes('refused')) return 'refused'
  return standings.includes('failed') ? 'lookup-failed' : 'no-witness'
}

/** The names of the lists of a standing; all of them unless told. */
export function namesOf(lists: readonly ListFacts[], standing?: Standing): string {
  return lists
    .filter((list) => standing === undefined || standingOf(list) === standing)
    .map(({ list }) => list)
    .join(', ')
}

function wordsFor(lists: readonly ListFacts[], standing: Standing, words: string): readonly string[] {
  const names = namesOf(lists, standing)
  return names === '' ? [] : [`${names} ${words}`]
}

function failureWords(lists: readonly ListFacts[]): string {
  const seen = lists
    .flatMap(({ here, listedPoint, unlistedPoint }) => [here, listedPoint, unlistedPoint])
    .flatMap(({ failure }) => (failure === undefined ? [] : [failures[failure]]))
  return [...new Set(seen)].join('; ')
}

function byHand(lists: readonly ListFacts[]): string {
  const pages = new Set(lists.flatMap(({ removal }) => (removal === undefined ? [] : [removal])))
  return pages.size === 0 ? '' : ` In a browser it can be looked up at ${[...pages].join(', ')}.`
}
