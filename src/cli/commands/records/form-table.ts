import { failures } from '../../../core/failure.ts'
import { visible } from '../../../report/visible.ts'
import { wrapped } from '../../../report/wrapped.ts'
import type { ComparedRecord } from './compare.ts'
import { type FormFields, formFields } from './form-fields.ts'

const stateWords: Readonly<Record<ComparedRecord['state'], string>> = {
  there: 'is there',
  differs: 'DIFFERS',
  missing: 'MISSING',
  'not-known': 'not known',
}

/** In the order in which most forms ask. */
const labels: readonly (readonly [keyof FormFields, string])[] = [
  ['name', 'name'],
  ['type', 'type'],
  ['priority', 'priority'],
  ['weight', 'weight'],
  ['port', 'port'],
  ['flags', 'flags'],
  ['tag', 'tag'],
  ['value', 'value'],
  ['ttl', 'TTL'],
]

/** The set as blocks to type into the web form of whoever runs the zone: one field a line. */
export function formTable(records: readonly ComparedRecord[], zone: string, width: number): string {
  const head = `To type into the web form of whoever runs the zone ${zone}. There "@" is the zone itself; some forms want that field empty.`
  return [wrapped(visible(head), width), ...records.map((record) => block(record, zone, width))].join('\n\n')
}

function block(record: ComparedRecord, zone: string, width: number): string {
  const { name, type, purpose, state, found, failure, needed } = record
  const why = failure === undefined ? '' : ` (${failures[failure]})`
  const word = state === 'missing' && !needed ? 'not there, and may come later' : stateWords[state]
  const field = (label: string, text: string) => `  ${label.padEnd(10)}${visible(text)}`
  const fields: FormFields = { value: 'what the mail server tells', ...formFields(record, zone) }
  const typed = labels.flatMap(([key, label]) => (fields[key] === undefined ? [] : [field(label, `${fields[key]}`)]))
  return [
    wrapped(visible(`${type} of ${name}: ${word}${why}. ${purpose}.`), width),
    // What is there already has nothing to be typed.
    ...(state === 'there'
      ? found.map((each) => field('value', each))
      : [...typed, ...found.map((each) => field('now', each))]),
  ].join('\n')
}
