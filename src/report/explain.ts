import type { Answer, Check, Sentence } from '../core/check.ts'
import { mattersText } from './catalogue.ts'
import type { CheckPage } from './check-page.ts'
import { faultWords } from './fault-words.ts'
import { type Style, styled } from './style.ts'
import { wrapped } from './wrapped.ts'

export interface ExplainOptions {
  readonly width: number
  readonly colour: boolean
  /** One answer alone. */
  readonly answer?: string
  /** The check's page of the documentation: it has general words where a sentence of the check needs facts. */
  readonly page?: CheckPage
}

const verdictMeans = {
  pass: 'good',
  warn: 'asks for care',
  fail: 'in the way',
  unknown: 'could not be told',
} as const

/** What a check asks, what each of its answers means, and how to mend it. Asks nobody, and makes up no facts. */
export function explained(check: Check, options: ExplainOptions): string {
  const style = styled(options.colour)
  const { width, page } = options
  const inner = (text: string) => wrapped(text, width, { first: '  ', rest: '  ' })
  const answers = Object.entries<Answer<unknown>>(check.answers).filter(
    ([key]) => options.answer === undefined || key === options.answer,
  )
  const needs = Object.values(check.needs).map((need) => {
    const node = 'maybe' in need ? need.maybe : need
    return 'look' in node ? node.look : node.id
  })
  const whole = options.answer === undefined && page !== undefined && page.intro !== ''
  return `${[
    [
      style.strong(check.id),
      inner(check.title),
      inner(mattersText(check.matters)),
      ...(needs.length === 0 ? [] : [inner(`Builds on ${needs.join(', ')}.`)]),
      ...(check.alters === undefined ? [] : [inner('Changes something on the router, so it runs only if allowed.')]),
    ].join('\n'),
    ...(whole ? [paragraphs(page.intro, width)] : []),
    ...answers.map(([key, answer]) => answerText(check.id, key, answer, page, style, width)),
  ].join('\n\n')}\n`
}

/** Paragraphs and list items are wrapped each by itself. */
function paragraphs(text: string, width: number): string {
  return text
    .split(/\n(?=\n|\* )/)
    .map((part) => {
      const item = /^\* (.*)$/s.exec(part.trim())
      if (item !== null) return wrapped(item[1] ?? '', width, { first: '  - ', rest: '    ' })
      return part.trim() === '' ? '' : `\n${wrapped(part, width)}`
    })
    .join('\n')
    .trim()
}

function answerText(
  check: string,
  key: string,
  answer: Answer<unknown>,
  page: CheckPage | undefined,
  style: Style,
  width: number,
): string {
  const inner = (text: string, first = '  ') => wrapped(text, width, { first, rest: ' '.repeat(first.length) })
  const paint = { pass: style.good, warn: style.care, fail: style.bad, unknown: style.open }[answer.verdict]
  const general = page?.answers.get(key)
  const { fault, remedy } = answer
  return [
    `${style.strong(key)}  ${paint(verdictMeans[answer.verdict])}`,
    inner(fixed(answer.says) ?? (general?.means || 'The report says in a sentence what was seen on the line.')),
    ...(fault === undefined
      ? []
      : [inner(typeof fault === 'string' ? faultWords(fault, check) : 'Whose doing it is depends on what was seen.')]),
    ...(remedy === undefined
      ? []
      : [
          inner(
            fixed(remedy) ?? (general?.remedy || 'The report names the way out: it depends on what was seen.'),
            '  → ',
          ),
        ]),
  ].join('\n')
}

/** A sentence that is made of facts has no words without them, and none are invented here. */
function fixed(sentence: Sentence<unknown>): string | undefined {
  return typeof sentence === 'string' ? sentence : undefined
}
