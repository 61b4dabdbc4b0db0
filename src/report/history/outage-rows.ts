import { visible } from '../visible.ts'
import { beginWords } from './begin-words.ts'
import { durationWords } from './duration-words.ts'
import type { History, ListedOutage } from './history.ts'
import { placeWords } from './place-words.ts'
import type { Telling } from './telling.ts'
import { tookWords } from './took-words.ts'

export const outageHead = ['when', 'how long', 'where', 'over', 'new address'] as const

/** Timed no better than that, an interruption is told without seconds. */
const secondsUpTo = 60_000

/** An interruption, of one family or of both. */
export interface OutageToTell {
  readonly outage: ListedOutage
  readonly both: boolean
}

export function outageRow({ outage, both }: OutageToTell, history: History, telling: Telling): readonly string[] {
  const within = (outage.begin === 'seen' ? outage.fromWithinMs : 0) + outage.toWithinMs
  const { v4, v6 } = history.availability
  return [
    beginWords(outage, telling.words, within < secondsUpTo),
    `${lengthWords(outage)}${within < 1 ? '' : ` ${telling.glyphs.within} ${durationWords(within)}`}`,
    `${placeWords[outage.place].word}${outage.planned ? ', asked for' : ''}${outage.end === 'not-offered' ? ', no longer offered since' : ''}`,
    v4 === null || v6 === null ? '' : both ? 'both' : outage.family === 'v4' ? 'IPv4' : 'IPv6',
    addressWords(outage, history),
  ]
}

function lengthWords(outage: ListedOutage): string {
  const took = tookWords(outage)
  return outage.end === 'lasting' ? `${took} so far` : took
}

function addressWords(outage: ListedOutage, { addresses }: History): string {
  if (outage.newAddress !== undefined) return visible(outage.newAddress)
  if (outage.end !== 'seen' || outage.place === 'machine' || outage.place === 'beyond') return ''
  const kept = addresses.some(
    ({ what, family, from, to }) =>
      what === 'public' && family === outage.family && from < outage.from && to >= outage.to,
  )
  return kept ? 'no' : ''
}

/** They are in order of their begin: between the two of a pair there is hardly ever another. */
const mostBetween = 4

/** Of both families at the same place and, as far as they are timed, at the same time: it is one, and told by its IPv4. */
export function outagesToTell(outages: readonly ListedOutage[]): readonly OutageToTell[] {
  const told = new Set<ListedOutage>()
  const rows: OutageToTell[] = []
  for (const [at, outage] of outages.entries()) {
    if (told.has(outage)) continue
    const twin = outages
      .slice(at + 1, at + 1 + mostBetween)
      .find((each) => each.family !== outage.family && !told.has(each) && sameTime(outage, each))
    told.add(outage)
    if (twin !== undefined) told.add(twin)
    rows.push({ outage: twin?.family === 'v4' ? twin : outage, both: twin !== undefined })
  }
  return rows
}

function sameTime(one: ListedOutage, other: ListedOutage): boolean {
  const near = (a: string, b: string, withinMs: number) => Math.abs(Date.parse(a) - Date.parse(b)) <= withinMs
  return (
    one.place === other.place &&
    one.begin === other.begin &&
    one.end === other.end &&
    one.planned === other.planned &&
    near(one.from, other.from, one.fromWithinMs + other.fromWithinMs) &&
    near(one.to, other.to, one.toWithinMs + other.toWithinMs)
  )
}
