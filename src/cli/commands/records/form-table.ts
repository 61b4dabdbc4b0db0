import { failures } from '../../../core/failure.ts'
import { visible } from '../../../report/visible.ts'
import { wrapped } from '../../../report/wrapped.ts'
import type { ComparedRecord } from './compare.ts'

const stateWords: Readonly<Record<ComparedRecord['state'], string>> = {
  there: 'is there',
  differs: 'DIFFERS',
  missing: 'MISSING',
  'not-known': 'not known',
}

/** The set as blocks to type into a registrar's web form: one field a line. */
export function formTable(records: readonly ComparedRecord[], width: number): string {
  return records.map((record) => block(record, width)).join('\n\n')
}

function block({ name, type, data, purpose, state, found, failure, needed }: ComparedRecord, width: number): string {
  const why = failure === undefined ? '' : ` (${failures[failure]})`
  const word = state === 'missing' && !needed ? 'not there, and may come later' : stateWords[state]
  const field = (label: string, text: string) => `  ${label.padEnd(7)}${visible(text)}`
  const said = data === undefined ? 'what the mail server tells' : data
  return [
    wrapped(visible(`${type} of ${name}: ${word}${why}. ${purpose}.`), width),
    ...(state === 'there'
      ? found.map((each) => field('value', each))
      : [field('name', name), field('type', type), field('value', said), ...found.map((each) => field('now', each))]),
  ].join('\n')
}
