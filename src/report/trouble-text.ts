import { weightOf } from '../core/finding.ts'
import { adviceText, type AdviceTextOptions } from './advice-text.ts'
import { faultWords } from './fault-words.ts'
import type { Trouble } from './grouped.ts'
import { named, told } from './told.ts'
import { visible } from './visible.ts'
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
    ...(faultToTell === undefined ? [] : [inner(faultWords(faultToTell, finding.check))]),
    ...(remedy === undefined ? [] : [inner(visible(remedy), '  → ')]),
    ...(finding.kind === 'answered' ? adviceText(finding.advice ?? [], options) : []),
    ...(alsoBecauseOfIt.length === 0 ? [] : [inner(alsoBehind(alsoBecauseOfIt, options.verbose))]),
    style.faint(`  ${named(finding)}`),
  ].join('\n')
}

/** Beyond, a list of ids is not read: what they are about says as much. */
const mostIds = 16

function alsoBehind(others: Trouble['alsoBecauseOfIt'], verbose: boolean): string {
  const ids = others.map(({ check }) => check)
  if (verbose || ids.length <= mostIds) return `The same is behind: ${ids.join(', ')}.`
  const groups = [...new Set(ids.map((id) => id.split('.')[0] ?? id))]
  return `The same is behind ${ids.length} other checks: ${groups.map((group) => `${group}.*`).join(', ')}.`
}
