import type { ListingKind } from '../../core/asked.ts'
import type { ListFacts } from '../looks/blocklists.ts'
import { codesOf } from './standing-of.ts'

/** Who has such a listing, and by which codes: `Spamhaus ZEN (127.0.0.2, 127.0.0.4)`. Empty where none has. */
export function listingWords(lists: readonly ListFacts[], kinds: readonly ListingKind[]): string {
  return lists
    .map((list) => ({ list: list.list, codes: codesOf(list, kinds) }))
    .filter(({ codes }) => codes.length > 0)
    .map(({ list, codes }) => `${list} (${codes.join(', ')})`)
    .join(', ')
}

/** Where one gets off the lists that have such a listing. */
export function removalWords(lists: readonly ListFacts[], kinds: readonly ListingKind[]): string {
  return lists
    .filter((list) => codesOf(list, kinds).length > 0)
    .map(({ list, removal }) => removal ?? `the pages of ${list}`)
    .join(', ')
}
