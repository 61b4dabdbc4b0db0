import { weightOf } from '../core/finding.ts'
import { adviceText, type AdviceTextOptions } from './advice-text.ts'
import type { Trouble } from './grouped.ts'
import { named, told } from './told.ts'
import { visible } from './visible.ts'
import { faultSays } from './words.ts'
import { wrapped } from './wrapped.ts'

/** One trouble: what is seen, whose doing it is, what to do, what is known of the provider, what else comes of it. */
export function troubleText({ finding, alsoBecauseOfIt }: Trouble, options: AdviceTextOptions): string {
  const { style, width } = options
  const weight = weightOf(finding)
  const mark = weight === 'fail' ? style.bad('✖') : weight === 'warn' ? style.care('!') : style.open('?')
  const inner = (text: string, first = '  ') => wrapped(text, width, { first, rest: ' '.repeat(first.length) })
  const fault = finding.kind === 'answered' ? finding.fault : undefined
  // Where nothing is broken there is nobody to look for.
  const faultToTell = weight === 'warn' && fault === 'undetermined' ? undefined : fault
  const remedy = finding.kind === 'answered' ? finding.remedy : undefined
  return [
    wrapped(visible(told(finding)), width, { first: `${mark} `, firstWidth: 2, rest: '  ' }),
    ...(faultToTell === undefined ? [] : [inner(faultSays[faultToTell])]),
    ...(remedy === undefined ? [] : [inner(visible(remedy), '  → ')]),
    ...(finding.kind === 'answered' ? adviceText(finding.advice ?? [], options) : []),
    ...(alsoBecauseOfIt.length === 0
      ? []
      : [inner(`The same is behind: ${alsoBecauseOfIt.map(({ check }) => check).join(', ')}.`)]),
    style.faint(`  ${named(finding)}`),
  ].join('\n')
}
