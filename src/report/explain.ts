import type { Answer, Check, Sentence } from '../core/check.ts'
import { mattersText } from './catalogue.ts'
import { type Style, styled } from './style.ts'
import { faultSays } from './words.ts'
import { wrapped } from './wrapped.ts'

export interface ExplainOptions {
  readonly width: number
  readonly colour: boolean
  /** One answer alone. */
  readonly answer?: string
  /** What the check's page of the documentation says, of the whole check or of that answer. */
  readonly page?: string
}

const verdictMeans = {
  pass: 'good',
  warn: 'asks for care',
  fail: 'in the way',
  unknown: 'could not be told',
} as const

/** What a check asks, what each of its answers means, and how to mend it. */
export function explained(check: Check, options: ExplainOptions): string {
  const style = styled(options.colour)
  const { width } = options
  const answers = Object.entries<Answer<unknown>>(check.answers).filter(
    ([key]) => options.answer === undefined || key === options.answer,
  )
  const needs = Object.values(check.needs).map((need) => {
    const node = 'maybe' in need ? need.maybe : need
    return 'look' in node ? node.look : node.id
  })
  return `${[
    [
      style.strong(check.id),
      wrapped(check.title, width, { first: '  ', rest: '  ' }),
      wrapped(mattersText(check.matters), width, { first: '  ', rest: '  ' }),
      ...(needs.length === 0 ? [] : [wrapped(`Builds on ${needs.join(', ')}.`, width, { first: '  ', rest: '  ' })]),
      ...(check.alters === undefined ? [] : ['  Changes something on the router, so it runs only where you allow it.']),
    ].join('\n'),
    ...answers.map(([key, answer]) => answerText(key, answer, style, width)),
    ...(options.page === undefined ? [] : [options.page.trim()]),
  ].join('\n\n')}\n`
}

function answerText(key: string, answer: Answer<unknown>, style: Style, width: number): string {
  const inner = (text: string, first = '  ') => wrapped(text, width, { first, rest: ' '.repeat(first.length) })
  const paint = { pass: style.good, warn: style.care, fail: style.bad, unknown: style.open }[answer.verdict]
  const { fault, remedy } = answer
  return [
    `${style.strong(key)}  ${paint(verdictMeans[answer.verdict])}`,
    inner(fixed(answer.says) ?? 'Says in one sentence what was seen on your line.'),
    ...(fault === undefined
      ? []
      : [inner(typeof fault === 'string' ? faultSays[fault] : 'Whose doing it is depends on what was seen.')]),
    ...(remedy === undefined
      ? []
      : [inner(fixed(remedy) ?? 'The way out depends on what was seen; the report names it.', '  → ')]),
  ].join('\n')
}

/** A sentence that is made of facts has no words without them, and none are invented here. */
function fixed(sentence: Sentence<unknown>): string | undefined {
  return typeof sentence === 'string' ? sentence : undefined
}
