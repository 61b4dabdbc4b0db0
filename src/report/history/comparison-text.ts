import { abilities } from '../../core/verdict.ts'
import { visible } from '../visible.ts'
import { abilitySays } from '../words.ts'
import { wrapped } from '../wrapped.ts'
import { changeText } from './change-words.ts'
import type { Compared, Comparison, ToldChange } from './comparison.ts'
import { shortVerdict } from './run-rows.ts'
import { table } from './table.ts'
import { type Telling, tellingOf, type TellingOptions } from './telling.ts'

export interface ComparisonTextOptions extends TellingOptions {
  readonly timeZone: string
  /** When it is read, ISO 8601. */
  readonly now: string
}

/** One run beside a later one, for a person: what it comes to, then and now side by side, what got worse and the way out. */
export function comparisonText(compared: Comparison, options: ComparisonTextOptions): string {
  const telling = tellingOf(options.now, options)
  const { style, width } = telling
  const { answers } = compared
  const of = (...kinds: readonly ToldChange['kind'][]) => answers.filter(({ kind }) => kinds.includes(kind))
  const section = (title: string, changes: readonly ToldChange[]) =>
    changes.length === 0 ? [] : [[style.strong(title), ...grouped(changes, telling)].join('\n')]
  return `${[
    opening(compared, telling),
    thenAndNow(compared, telling).join('\n'),
    ...section('What got worse', of('worse')),
    ...section('What got better', of('better')),
    ...section('What else is different', of('other', 'appeared', 'gone')),
    ...notLookedAt(compared, telling),
    style.faint(wrapped(`${sameWords(compared.same)} the same. Times are those of ${options.timeZone}.`, width)),
  ].join('\n\n')}\n`
}

function opening({ answers, from, line }: Comparison, { style, words, width }: Telling): string {
  const count = (kind: ToldChange['kind']) => answers.filter((each) => each.kind === kind).length
  const [worse, better] = [count('worse'), count('better')]
  const since = `since ${words.moment(from.at)}`
  const say = (paint: (text: string) => string, text: string) => paint(style.strong(wrapped(text, width)))
  if (worse > 0) {
    const also = better > 0 ? `, and ${answersWords(better)} better` : ''
    return say(style.bad, `${worse === 1 ? 'One answer' : `${worse} answers`} got worse ${since}${also}.`)
  }
  if (better > 0) return say(style.good, `Nothing got worse ${since}, and ${answersWords(better)} got better.`)
  if (answers.length > 0) return say(style.care, `Nothing got worse ${since}; ${answersWords(answers.length)} differ.`)
  const moved = Object.keys(line).length > 0
  return say(style.good, `${moved ? 'No answer changed' : 'Nothing changed'} ${since}.`)
}

function answersWords(count: number): string {
  return count === 1 ? 'one answer' : `${count} answers`
}

function sameWords(count: number): string {
  return count === 1 ? 'One answer is' : `${count} answers are`
}

const lineWords = {
  name: 'the line',
  provider: 'provider',
  v4: 'IPv4',
  v6: 'IPv6',
  gateway: 'gateway',
} as const

/** What each of the two came to, side by side. Of the line only what is another. */
function thenAndNow(compared: Comparison, telling: Telling): readonly string[] {
  const { from, to, line, relay, redacted } = compared
  const when = ({ at }: Compared) => telling.words.moment(at)
  const members = Object.keys(lineWords) as readonly (keyof typeof lineWords)[]
  const rows = [
    ['verdict', shortVerdict[from.verdict], shortVerdict[to.verdict]],
    ...abilities.map((ability) => [ability, abilitySays[from.abilities[ability]], abilitySays[to.abilities[ability]]]),
    ...members.flatMap((member) => {
      const change = line[member]
      return change === undefined
        ? []
        : [[lineWords[member], visible(change.from ?? 'not known'), visible(change.to ?? 'not known')]]
    }),
    ...(relay === undefined ? [] : [['relay', relay.from ? 'yes' : 'no', relay.to ? 'yes' : 'no']]),
    ['run', visible(from.run), visible(to.run)],
  ]
  const note = redacted
    ? [wrapped('One of them is redacted: addresses and names are not compared.', telling.width)]
    : []
  return [...table(['', when(from), when(to)], rows, telling), ...note]
}

/** What comes of another change that is told beside it is not told again. */
function grouped(changes: readonly ToldChange[], telling: Telling): readonly string[] {
  const here = new Set(changes.map(({ check }) => check))
  const comesOf = ({ explainedBy }: ToldChange) => explainedBy !== undefined && here.has(explainedBy)
  return changes
    .filter((change) => !comesOf(change))
    .map((change) =>
      changeText(
        change,
        changes.filter((each) => each.explainedBy === change.check),
        telling,
      ),
    )
}

/** More ids than these are not read. */
const mostIds = 12

function notLookedAt({ notLookedAt: { from, to }, ...compared }: Comparison, telling: Telling): readonly string[] {
  const lines = [
    [compared.from, from],
    [compared.to, to],
  ] as const
  const told = lines.flatMap(([{ at }, checks]) =>
    checks.length === 0
      ? []
      : [wrapped(`On ${telling.words.moment(at)}: ${visible(idsWords(checks))}.`, telling.width, { rest: '  ' })],
  )
  return told.length === 0 ? [] : [[telling.style.strong('What was not looked at'), ...told].join('\n')]
}

function idsWords(checks: readonly string[]): string {
  if (checks.length <= mostIds) return checks.join(', ')
  const groups = [...new Set(checks.map((check) => `${check.split('.')[0]}.*`))]
  return `${checks.length} checks (${groups.join(', ')})`
}
