import type { ListedOutage } from './history.ts'
import type { TimeWords } from './time-words.ts'

/** When an interruption began, as far as somebody saw: `Mon 23 Nov 04:02`, or if it was found so, `Mon 23 Nov 04:02 or before`. */
export function beginWords(
  { from, fromWithinMs, begin }: Pick<ListedOutage, 'from' | 'fromWithinMs' | 'begin'>,
  words: TimeWords,
  seconds = false,
): string {
  if (begin === 'seen') return words.moment(from, seconds)
  return `${words.moment(new Date(Date.parse(from) + fromWithinMs).toISOString())} or before`
}
