import { visible } from '../visible.ts'
import { durationWords } from './duration-words.ts'
import type { History, ListedOutage } from './history.ts'
import { placeWords } from './place-words.ts'
import type { Telling } from './telling.ts'

export const outageHead = ['when', 'how long', 'where', 'address'] as const

/** Timed no better than that, an interruption is told without seconds. */
const secondsUpTo = 60_000

/** What both families saw is one row; the newest last. */
export function outageRows(history: History, telling: Telling): readonly (readonly string[])[] {
  const severalFamilies = new Set(history.outages.map(({ family }) => family)).size > 1
  return merged(history.outages).map(({ outage, both }) => {
    const within = outage.fromWithinMs + outage.toWithinMs
    const over = both || !severalFamilies ? '' : outage.family === 'v4' ? ' (IPv4 alone)' : ' (IPv6 alone)'
    return [
      telling.words.moment(outage.from, within < secondsUpTo),
      `${lengthWords(outage)}${within < 1 ? '' : ` ${telling.glyphs.within} ${durationWords(within)}`}`,
      `${placeWords[outage.place].word}${over}${outage.planned ? ', asked for' : ''}`,
      addressWords(outage, history),
    ]
  })
}

function lengthWords({ tookMs, end }: ListedOutage): string {
  const took = durationWords(tookMs)
  if (end === 'lasting') return `${took} so far`
  return end === 'seen' ? took : `at least ${took}`
}

function addressWords(outage: ListedOutage, { addresses }: History): string {
  if (outage.newAddress !== undefined) return `now ${visible(outage.newAddress)}`
  if (outage.end !== 'seen' || outage.place === 'machine' || outage.place === 'beyond') return ''
  const kept = addresses.some(
    ({ what, family, from, to }) =>
      what === 'public' && family === outage.family && from < outage.from && to >= outage.to,
  )
  return kept ? 'the same' : ''
}

interface Merged {
  readonly outage: ListedOutage
  readonly both: boolean
}

/** They are in order of their begin: between the two of a pair there is hardly ever another. */
const mostBetween = 4

/** Of both families at the same place and, as far as they are timed, at the same time: it is one, and told by its IPv4. */
function merged(outages: readonly ListedOutage[]): readonly Merged[] {
  const told = new Set<ListedOutage>()
  const rows: Merged[] = []
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
    one.end === other.end &&
    one.planned === other.planned &&
    near(one.from, other.from, one.fromWithinMs + other.fromWithinMs) &&
    near(one.to, other.to, one.toWithinMs + other.toWithinMs)
  )
}
