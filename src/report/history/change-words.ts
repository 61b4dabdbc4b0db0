import type { AnswerChange, Came } from '../../history/answer-change.ts'
import { faultWords } from '../fault-words.ts'
import { visible } from '../visible.ts'
import { wrapped } from '../wrapped.ts'
import type { ToldChange } from './comparison.ts'
import type { Telling } from './telling.ts'

/** `open → filtered` */
export function stepWords({ from, to }: Pick<AnswerChange, 'from' | 'to'>, { glyphs }: Telling): string {
  return `${cameWords(from)} ${glyphs.arrow} ${cameWords(to)}`
}

function cameWords(came: Came): string {
  if (came === 'moot') return 'does not apply'
  return came === 'untold' ? 'could not be told' : visible(came.answer)
}

/** A change for a person: what is said of it now, whose doing it is and the way out, and which answer became which. */
export function changeText(change: ToldChange, behind: readonly ToldChange[], telling: Telling): string {
  const { style, width } = telling
  const { check, says, fault, remedy } = change
  const inner = (text: string, first = '  ') => wrapped(text, width, { first, rest: ' '.repeat(first.length) })
  const told = says === undefined ? `${check}: ${stepWords(change, telling)}.` : visible(says)
  return [
    wrapped(told, width, { first: `${markOf(change, telling)} `, firstWidth: 2, rest: '  ' }),
    ...(fault === undefined || fault === 'undetermined' ? [] : [inner(faultWords(fault, check))]),
    ...(remedy === undefined ? [] : [inner(visible(remedy), `  ${telling.glyphs.arrow} `)]),
    ...(behind.length === 0 ? [] : [inner(`The same is behind: ${behind.map((each) => each.check).join(', ')}.`)]),
    ...(says === undefined ? [] : [style.faint(inner(`${visible(check)}: ${stepWords(change, telling)}`))]),
  ].join('\n')
}

function markOf({ to }: ToldChange, { style, glyphs }: Telling): string {
  if (typeof to === 'string' || to.verdict === 'unknown') return style.open('?')
  if (to.verdict === 'warn') return style.care('!')
  return to.verdict === 'fail' ? style.bad(glyphs.bad) : style.good(glyphs.good)
}
