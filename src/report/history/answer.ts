import type { Family } from '../../core/line.ts'
import { visible } from '../visible.ts'
import { durationWords, roughDuration } from './duration-words.ts'
import type { Availability, History, ListedOutage } from './history.ts'
import { placeWords } from './place-words.ts'
import { shareWords } from './share-words.ts'
import type { Telling } from './telling.ts'

/** What somebody wants to know first, in whole sentences: was it up, when was it not, did the address stay. */
export function answer(history: History, telling: Telling): readonly string[] {
  const { v4, v6 } = history.availability
  const { words } = telling
  if (history.from === null) return unwatchedAnswer(history)
  const lasting = history.outages.filter(({ end, planned }) => end === 'lasting' && !planned)
  return [
    ...lasting.slice(0, 1).map((outage) => {
      const over = lasting.length > 1 ? '' : familyOver(history, outage.family)
      return `It is down now${over}, since ${words.moment(outage.from)} (${placeWords[outage.place].word}).`
    }),
    ...(v4 === null ? [] : [upSentence('v4', v4, v6 === null, history, telling)]),
    ...(v6 === null ? [] : [upSentence('v6', v6, v4 === null, history, telling)]),
    ...(v4 === null && v6 === null ? [nothingSeen(history)] : []),
    ...nightlySentence(history),
    ...addressSentences(history, telling),
    ...gapSentence(history),
  ]
}

function unwatchedAnswer({ runs }: History): readonly string[] {
  const saved = runs.length === 1 ? 'One check of it is kept' : `${runs.length} checks of it are kept`
  return [`Nobody has watched this line yet. ${saved}, see below; "mailworthy watch" begins to watch.`]
}

function nothingSeen({ watched }: History): string {
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
  const during = `the ${roughDuration(watchedMs)} that somebody watched`
  if (outages === 0) return `${subject} was up all of ${during}.`
  const counted = history.outages.filter((each) => each.family === family && each.counts)
  const longest = counted.find(({ tookMs }) => tookMs === longestMs)
  const when = longest === undefined ? '' : ` on ${atWords(longest, { words })}`
  const count =
    outages === 1
      ? `one interruption, ${durationWords(longestMs)}${when}`
      : `${outages} interruptions, the longest ${durationWords(longestMs)}${when}`
  return `${subject} was up ${shareWords(share)} of ${during}: ${count}.`
}

/** `Mon 23 Nov at 04:02`, in a sentence. */
function atWords({ from }: ListedOutage, { words }: Pick<Telling, 'words'>): string {
  const ms = Date.parse(from)
  return `${words.day(ms).replace('  ', ' ')} at ${words.clock(ms)}`
}

function nightlySentence({ nightly }: History): readonly string[] {
  if (nightly === null) return []
  const hour = (at: number) => `${String(at % 24).padStart(2, '0')}:00`
  const changed =
    nightly.changed === 0
      ? 'the address stayed'
      : nightly.changed === nightly.outages
        ? 'the address changed each time'
        : `the address changed ${nightly.changed} times`
  return [
    `${nightly.outages} of them began between ${hour(nightly.hour)} and ${hour(nightly.hour + 1)}, as where a provider cuts the line once a day; ${changed}.`,
  ]
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
      const changes = spans.length === 2 ? 'once' : `${spans.length - 1} times`
      return [`${what} changed ${changes}; it is ${address} since ${words.moment(last.from)}.`]
    }
    const kept = last.reconnects === 0 ? ', and no interruption has tried it' : `, over ${countOf(last.reconnects)}`
    return [`${what} stayed ${address}${kept}.`]
  })
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
