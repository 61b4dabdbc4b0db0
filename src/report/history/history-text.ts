import type { LineKey } from '../../history/line-key.ts'
import { visible } from '../visible.ts'
import { wrapped } from '../wrapped.ts'
import { addressHead, addressRow, isOfLine } from './address-rows.ts'
import { answer } from './answer.ts'
import type { Seen, Stretch } from './cells.ts'
import { drawing } from './drawing.ts'
import type { History } from './history.ts'
import type { HistoryTable } from './history-csv.ts'
import { idleHead, idleLines, idleRow } from './idle-rows.ts'
import { lineWords } from './line-words.ts'
import { mailPortLines } from './mail-port-lines.ts'
import { outageHead, outageRow, outagesToTell } from './outage-rows.ts'
import { qualityHead, qualityRows } from './quality-rows.ts'
import { rebootHead, rebootRow } from './reboot-rows.ts'
import { layout } from './rows.ts'
import { runHead, runRow } from './run-rows.ts'
import { table } from './table.ts'
import { type Telling, tellingOf, type TellingOptions } from './telling.ts'
import { unwatchedHead, unwatchedRow } from './unwatched-rows.ts'

export interface HistoryTextOptions extends TellingOptions {
  /** One table, whole, instead of all that is known. */
  readonly only?: HistoryTable
}

/** Of a long history, the newest are what one asks about. `--outages` and its like show all. */
const mostShown = 12

/** A history for a person: the answer first, then what it was seen in. Whatever it says follows from the history alone. */
export function historyText(history: History, options: HistoryTextOptions): string {
  const telling = tellingOf(history.at, options)
  const { style, width } = telling
  const section = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [[style.strong(wrapped(title, width)), ...lines].join('\n')]
  const most = options.only === undefined ? mostShown : Number.POSITIVE_INFINITY
  const listed = <T>(
    title: string,
    head: readonly string[],
    all: readonly T[],
    row: (each: T) => readonly string[],
  ) => {
    const shown = all.slice(-most).map(row)
    return shown.length === 0
      ? []
      : [...section(title, [...table(head, shown, telling), ...earlier(title, all.length)])]
  }
  const earlier = (title: string, count: number) => {
    const flag = flags[title]
    const more = count - most
    if (more <= 0) return []
    return [style.faint(`and ${more} earlier${flag === undefined ? '' : `: mailworthy history ${flag}`}`)]
  }
  const outages = () =>
    listed('Interruptions', outageHead, outagesToTell(history.outages), (each) => outageRow(each, history, telling))
  const addresses = () => {
    const told = options.only === undefined ? history.addresses.filter(isOfLine) : history.addresses
    return listed('Addresses', addressHead, told, (each) => addressRow(each, telling))
  }
  const runs = () => listed('Runs that are kept', runHead, history.runs, (each) => runRow(each, telling))
  const idle = () => listed('Silent connections', idleHead, history.idle, (each) => idleRow(each, telling))
  const only = { outages, addresses, idle, runs }
  const blocks =
    options.only === undefined
      ? [
          opening(history, telling),
          ...drawn(history, telling),
          ...outages(),
          ...listed('Tests with the router switched off', rebootHead, history.rebootTests, (each) =>
            rebootRow(each, telling),
          ),
          ...listed('When nobody watched', unwatchedHead, history.unwatched, (each) => unwatchedRow(each, telling)),
          ...addresses(),
          ...section(
            'How well the line did while it was up',
            history.quality.length === 0 ? [] : table(qualityHead, qualityRows(history.quality), telling),
          ),
          ...section('Mail ports', mailPortLines(history, telling, mostShown)),
          ...section('Silent connections', idleLines(history, telling, mostShown)),
          ...runs(),
        ]
      : only[options.only]()
  return `${[...(blocks.length === 0 ? ['None is known.'] : blocks), closing(history, telling)].join('\n\n')}\n`
}

/** What shows all of a table. */
const flags: { readonly [title: string]: string | undefined } = {
  Interruptions: '--outages',
  Addresses: '--addresses',
  'Runs that are kept': '--runs',
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
    watched: (availability[chosen]?.spans ?? []).map(stretch),
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
  only: '',
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
