import { durationWords } from './duration-words.ts'
import type { ListedOutage } from './history.ts'

/** How long an interruption took, as far as somebody saw: `3 min`, `at least 3 min`. */
export function tookWords({ tookMs, begin, end }: Pick<ListedOutage, 'tookMs' | 'begin' | 'end'>): string {
  const took = durationWords(tookMs)
  return begin === 'unseen' || end === 'unseen' ? `at least ${took}` : took
}
