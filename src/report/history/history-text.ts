import type { LineKey } from '../../history/line-key.ts'
import { visible } from '../visible.ts'
import { wrapped } from '../wrapped.ts'
import { addressHead, addressRows } from './address-rows.ts'
import { answer } from './answer.ts'
import type { Seen, Stretch } from './cells.ts'
import { drawing } from './drawing.ts'
import type { History } from './history.ts'
import { lineWords } from './line-words.ts'
import { mailPortLines } from './mail-port-lines.ts'
import { outageHead, outageRows } from './outage-rows.ts'
import { qualityHead, qualityRows } from './quality-rows.ts'
import { layout } from './rows.ts'
import { runHead, runRows } from './run-rows.ts'
import { table } from './table.ts'
import { type Telling, tellingOf, type TellingOptions } from './telling.ts'
import { unwatchedHead, unwatchedRows } from './unwatched-rows.ts'

export interface HistoryTextOptions extends TellingOptions {
  /** One table, whole, instead of all that is known. */
  readonly only?: 'outages' | 'addresses' | 'runs'
}

/** Of a long history, the newest are what one asks about. `--outages` and its like show all. */
const mostShown = 12

/** A history for a person: the answer first, then what it was seen in. Whatever it says follows from the history alone. */
export function historyText(history: History, options: HistoryTextOptions): string {
  const telling = tellingOf(history.timeZone, history.at, options)
  const { style, width } = telling
  const section = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [[style.strong(wrapped(title, width)), ...lines].join('\n')]
  const most = options.only === undefined ? mostShown : Number.POSITIVE_INFINITY
  const listed = (title: string, head: readonly string[], rows: readonly (readonly string[])[], flag?: string) => {
    if (rows.length === 0) return []
    const more = rows.length - most
    const earlier =
      more <= 0 ? [] : [style.faint(`${more} earlier${flag === undefined ? '' : `: mailworthy history ${flag}`}`)]
    return section(title, [...table(head, rows.slice(-most), telling), ...earlier])
  }
  const outages = () => listed('Interruptions', outageHead, outageRows(history, telling), '--outages')
  const addresses = () => listed('Addresses', addressHead, addressRows(history.addresses, telling), '--addresses')
  const runs = () => listed('Runs that are kept', runHead, runRows(history.runs, telling), '--runs')
  const only = { outages, addresses, runs }
  const blocks =
    options.only === undefined
      ? [
          opening(history, telling),
          ...drawn(history, telling),
          ...outages(),
          ...listed('When nobody watched', unwatchedHead, unwatchedRows(history.unwatched, telling)),
          ...addresses(),
          ...listed('How well the line did while it was up', qualityHead, qualityRows(history.quality)),
          ...section('Mail ports', mailPortLines(history, telling, mostShown)),
          ...runs(),
        ]
      : only[options.only]()
  return `${[...(blocks.length === 0 ? ['None is known.'] : blocks), closing(history, telling)].join('\n\n')}\n`
}

function opening(history: History, telling: Telling): string {
  const [first = '', ...rest] = answer(history, telling).map((sentence) => wrapped(sentence, telling.width))
  const { style } = telling
  const { v4, v6 } = history.availability
  const down = history.outages.some(({ end, planned }) => end === 'lasting' && !planned)
  const whole = [v4, v6].every((each) => each === null || each.outages === 0)
  const paint = down ? style.bad : history.from === null ? style.open : whole ? style.good : style.care
  return [paint(style.strong(first)), ...rest].join('\n')
}

function drawn(history: History, telling: Telling): readonly string[] {
  const { from, to, availability } = history
  if (from === null || to === null) return []
  if (availability.v4 === null && availability.v6 === null) return []
  // What mail needs most, where there is any.
  const chosen = availability.v4 === null ? 'v6' : 'v4'
  const both = availability.v4 !== null && availability.v6 !== null
  const whole = stretch({ from, to })
  const seen: Seen = {
    whole,
    watched: history.watched.spans.map(stretch),
    outages: history.outages
      .filter((outage) => outage.family === chosen)
      .map((outage) => ({ ...stretch(outage), place: outage.place })),
  }
  const laid = layout(whole, telling.calendar, telling.words)
  const title = `${titles[laid.unit]}${both ? ` (${chosen === 'v4' ? 'IPv4' : 'IPv6'})` : ''}`
  return [[telling.style.strong(title), ...drawing(laid, seen, telling)].join('\n')]
}

const titles = { day: 'Day by day', week: 'Week by week', month: 'Month by month' } as const

function stretch({ from, to }: { readonly from: string; readonly to: string }): Stretch {
  return { from: Date.parse(from), to: Date.parse(to) }
}

const whyThis: Readonly<Record<History['chosen'], string>> = {
  here: '',
  named: '',
  newest: ', the one with the newest records: this machine is elsewhere now, or cannot tell where it is',
}

function closing(history: History, { style, width, words }: Telling): string {
  const { line, chosen, timeZone, since, otherLines, unread } = history
  const others = otherLines.map((each: LineKey) => visible(lineWords(each)))
  const sentences = [
    `This is ${visible(lineWords(line))}${whyThis[chosen]}${since === undefined ? '' : `, since ${words.moment(since)}`}. Times are those of ${timeZone}.`,
    ...(unread === 0 ? [] : [`${unread} lines of the log could not be read: torn, or of another version.`]),
    ...(others.length === 0 ? [] : [`Also kept: ${others.join(', ')}; --line shows another.`]),
  ]
  return style.faint(wrapped(sentences.join(' '), width))
}
