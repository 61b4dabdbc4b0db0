import type { ListingKind } from '../../core/asked.ts'
import type { ListFacts } from '../looks/blocklists.ts'

/**
 * What a list is worth here. `believed`: it has the entry that every list has, and not the one that none has, so what it
 * says counts. `refused`: it does not answer whoever asks like this. `failed`: a question got no answer. `mute`: it does not
 * even know its own test entry, as a list that is dead, or that refuses without a word. `foreign`: everything is listed, or
 * somebody else answers in its place.
 */
export type Standing = 'believed' | 'refused' | 'failed' | 'mute' | 'foreign'

export function standingOf({ here, listedPoint, unlistedPoint }: ListFacts): Standing {
  const said = [here, listedPoint, unlistedPoint].map((each) => each.said)
  if (said.includes('refused')) return 'refused'
  if (said.includes('failed')) return 'failed'
  if (said.includes('foreign') || unlistedPoint.said !== 'nothing') return 'foreign'
  return listedPoint.said === 'nothing' ? 'mute' : 'believed'
}

/** The codes of these kinds that a list that is believed has for whoever was asked about. */
export function codesOf(list: ListFacts, kinds: readonly ListingKind[]): readonly string[] {
  if (standingOf(list) !== 'believed') return []
  return list.here.codes.flatMap(({ code, kind }) => (kind !== undefined && kinds.includes(kind) ? [code] : []))
}

/** Whether a list that can tell these kinds says that there is none: with a code that nobody knows it says nothing. */
export function acquits(list: ListFacts, kinds: readonly ListingKind[]): boolean {
  return (
    standingOf(list) === 'believed' &&
    list.tells.some((kind) => kinds.includes(kind)) &&
    list.here.codes.every(({ kind }) => kind !== undefined && !kinds.includes(kind))
  )
}
