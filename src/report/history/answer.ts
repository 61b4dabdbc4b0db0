import type { Family } from '../../core/line.ts'
import type { NightlyDisconnect } from '../../history/nightly-disconnect-of.ts'
import { visible } from '../visible.ts'
import { beginWords } from './begin-words.ts'
import { durationWords } from './duration-words.ts'
import type { Availability, History, ListedOutage } from './history.ts'
import { placeWords } from './place-words.ts'
import { shareWords } from './share-words.ts'
import type { Telling } from './telling.ts'
import { tookWords } from './took-words.ts'

/** What somebody wants to know first, in whole sentences: was it up, when was it not, did the address stay. */
export function answer(history: History, telling: Telling): readonly string[] {
  const { v4, v6 } = history.availability
  const { words } = telling
  if (history.from === null) return unwatchedAnswer(history)
  const lasting = history.outages.filter(({ end, planned }) => end === 'lasting' && !planned)
  return [
    ...lasting.slice(0, 1).map((outage) => {
      const over = lasting.length > 1 ? '' : familyOver(history, outage.family)
      return `It is down now${over}, since ${beginWords(outage, words)} (${placeWords[outage.place].word}).`
    }),
    ...(v4 === null ? [] : [upSentence('v4', v4, v6 === null, history, telling)]),
    ...(v6 === null ? [] : [upSentence('v6', v6, v4 === null, history, telling)]),
    ...(v4 === null && v6 === null ? [nothingSeen(history)] : []),
    ...notOfferedSentences(history, telling),
    ...nightlySentences(history),
    ...addressSentences(history, telling),
    ...gapSentence(history),
  ]
}

function unwatchedAnswer({ runs, rebootTests }: History): readonly string[] {
  const kept = [
    counted(runs.length, 'run'),
    counted(rebootTests.length, 'test with the router switched off', 'tests with the router switched off'),
  ]
  return [
    `Nobody has watched this line yet. Kept, see below: ${kept.filter((each) => each !== '').join(' and ')}. "mailworthy watch" begins to watch.`,
  ]
}

function counted(count: number, one: string, many = `${one}s`): string {
  return count === 0 ? '' : `${count} ${count === 1 ? one : many}`
}

function nothingSeen({ watched, family }: History): string {
  if (family !== undefined) return `Nothing is known of ${familyWords[family]} on this line.`
  return `In the ${durationWords(watched.ms)} that somebody watched, the line was not seen to work.`
}

function upSentence(
  family: Family,
  { share, watchedMs, outages, longestMs }: Availability,
  only: boolean,
  history: History,
  { words }: Telling,
): string {
  const subject = only ? 'The line' : familyWords[family]
  const during = `the ${durationWords(watchedMs)} that somebody watched`
  if (outages === 0) return `${subject} was up all of ${during}.`
  const counted = history.outages.filter((each) => each.family === family && each.counts)
  const longest = counted.find(({ tookMs }) => tookMs === longestMs)
  const when = longest === undefined ? '' : ` on ${atWords(longest, { words })}`
  const took = longest === undefined ? durationWords(longestMs) : tookWords(longest)
  const count =
    outages === 1 ? `one interruption, ${took}${when}` : `${outages} interruptions, the longest ${took}${when}`
  return `${subject} was up ${shareWords(share)} of ${during}: ${count}.`
}

/** Of a family that did not come back until now. */
function notOfferedSentences({ availability, outages }: History, { words }: Telling): readonly string[] {
  return (['v4', 'v6'] as const).flatMap((family) => {
    const last = outages.findLast((each) => each.family === family)
    const seenTo = availability[family]?.spans.at(-1)?.to ?? ''
    if (last?.end !== 'not-offered' || seenTo > last.to) return []
    return [
      `${familyWords[family]} is no longer offered on this line: a day without it ended ${words.moment(last.to)}, and since then it is not counted as down.`,
    ]
  })
}

/** `Mon 23 Nov at 04:02`, in a sentence. */
function atWords({ from }: ListedOutage, { words }: Pick<Telling, 'words'>): string {
  const ms = Date.parse(from)
  return `${words.day(ms).replace('  ', ' ')} at ${words.clock(ms)}`
}

function nightlySentences({ nightly }: History): readonly string[] {
  return (['v4', 'v6'] as const).flatMap((family) => {
    const cut = nightly[family]
    // The same cut, seen over both: once is enough.
    if (cut === null || (family === 'v6' && nightly.v4?.localTime === cut.localTime)) return []
    const when =
      cut.rhythm === 'same-hour'
        ? `at about ${cut.localTime}`
        : `whenever the connection is a day old, the last time at ${cut.localTime}`
    const often = `On ${cut.days} of ${cut.ofDays} days it was cut ${when}, for ${durationWords(cut.middleMs)}`
    return [`${often}: as where a provider, or the router, does so once a day; ${addressAfter(cut)}.`]
  })
}

function addressAfter({ newAddress, days }: NightlyDisconnect): string {
  if (newAddress === 0) return 'the address stayed'
  return newAddress === days ? 'the address changed each time' : `the address changed ${timesWords(newAddress)}`
}

function addressSentences({ addresses }: History, { words }: Telling): readonly string[] {
  return (['v4', 'v6'] as const).flatMap((family) => {
    const spans = addresses.filter(
      (each) => each.family === family && each.what === (family === 'v4' ? 'public' : 'prefix'),
    )
    const last = spans.at(-1)
    if (last === undefined) return []
    const what = family === 'v4' ? 'The IPv4 address' : 'The IPv6 prefix'
    const address = visible(last.address)
    if (spans.length > 1) {
      return [`${what} changed ${timesWords(spans.length - 1)}; it is ${address} since ${words.moment(last.from)}.`]
    }
    const kept = last.reconnects === 0 ? ', and no reconnect has tried it' : `, over ${countOf(last.reconnects)}`
    return [`${what} stayed ${address}${kept}.`]
  })
}

function timesWords(count: number): string {
  return count === 1 ? 'once' : `${count} times`
}

function countOf(reconnects: number): string {
  return reconnects === 1 ? 'one reconnect' : `${reconnects} reconnects`
}

/** Shorter, it is a restart of the watcher, and of no interest up here. */
const gapWorthTellingMs = 10 * 60_000

function gapSentence({ unwatched }: History): readonly string[] {
  const ms = unwatched.reduce((sum, { from, to }) => sum + Date.parse(to) - Date.parse(from), 0)
  if (ms < gapWorthTellingMs) return []
  return [`Nobody watched for ${durationWords(ms)} in between: that is not counted, neither as up nor as down.`]
}

const familyWords = { v4: 'IPv4', v6: 'IPv6' } as const

function familyOver({ availability: { v4, v6 } }: History, family: Family): string {
  return v4 === null || v6 === null ? '' : ` over ${familyWords[family]}`
}
