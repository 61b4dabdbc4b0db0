import { styled } from '../../../report/style.ts'
import { visible } from '../../../report/visible.ts'
import { wrapped } from '../../../report/wrapped.ts'
import type { Terminal } from '../../terminal.ts'
import type { Told } from './told.ts'

const marks = { good: '✔', care: '!', bad: '✖', open: '?' } as const

/** What is told, for a person: with its mark, and what to do on lines of its own. */
export function toldText({ mark, says, remedy }: Told, { width, colour }: Pick<Terminal, 'width' | 'colour'>): string {
  const style = styled(colour)
  return [
    wrapped(visible(says), width, { first: `${style[mark](marks[mark])} `, firstWidth: 2, rest: '  ' }),
    ...(remedy === undefined ? [] : [wrapped(visible(remedy), width, { first: '  → ', rest: '    ' })]),
  ].join('\n')
}

/** The same on one line, whatever its length. */
export function toldOnOneLine({ mark, says, remedy }: Told, colour: boolean): string {
  const style = styled(colour)
  return `${style[mark](marks[mark])} ${visible(says)}${remedy === undefined ? '' : ` → ${visible(remedy)}`}`
}
