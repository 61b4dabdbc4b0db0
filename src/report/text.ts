import type { Answered } from '../core/finding.ts'
import type { Scope } from '../core/run.ts'
import { abilities } from '../core/verdict.ts'
import { mergedTitles } from './merged-titles.ts'
import { evidence } from './evidence.ts'
import { grouped } from './grouped.ts'
import { headline } from './headline.ts'
import type { Report } from './report.ts'
import { type Style, styled } from './style.ts'
import { troubleText } from './trouble-text.ts'
import { visible } from './visible.ts'
import { abilityMeans, abilitySays, waySays } from './words.ts'
import { wrapped } from './wrapped.ts'

export interface TextOptions {
  /** Characters in a line. */
  readonly width: number
  readonly colour: boolean
  /** With every operation behind every finding. */
  readonly verbose: boolean
  /** What a check is called, by its id and the answer that the title is true of (`line.gateway/found`): shown for what is fine. */
  readonly titles: ReadonlyMap<string, string>
}

/**
 * The report for a person: the answer first, then each problem once, what is not known and why, what is fine, and the
 * way to go.
 */
export function textOf(report: Report, options: TextOptions): string {
  const style = styled(options.colour)
  const { problems, unknown, byTheWay, fine, moot } = grouped(report.findings)
  // There is more than one way to be fine: of a record that is not there, what it would say is not true.
  const fineAs = ({ check, answer, says }: Answered) => options.titles.get(`${check}/${answer}`) ?? visible(says)
  const section = (title: string, parts: readonly string[]) =>
    parts.length === 0 ? [] : [[style.strong(title), ...parts].join('\n')]
  const failing = problems.filter(({ finding }) => finding.kind === 'answered' && finding.verdict === 'fail')
  const cared = problems.filter((trouble) => !failing.includes(trouble))
  const show = (trouble: (typeof problems)[number]) =>
    troubleText(trouble, { style, width: options.width, verbose: options.verbose })
  const moots = [...moot].map(([reason, skipped]) =>
    wrapped(`${skipped.map(({ check }) => check).join(', ')}: ${visible(reason)}`, options.width, {
      first: `${style.faint('–')} `,
      firstWidth: 2,
      rest: '  ',
    }),
  )
  const [only] = unknown
  if (problems.length === 0 && unknown.length === 1 && only !== undefined && !options.verbose && isDark(only, report)) {
    return `${[
      answer(report, style, options.width),
      ...section('What could not be told', [show(only)]),
      way(report, style, options.width).join('\n'),
      howToSee(only, style, options.width),
    ].join('\n\n')}\n`
  }
  return `${[
    answer(report, style, options.width),
    ...section('What is in the way', failing.map(show)),
    ...section('What to keep in mind', cared.map(show)),
    ...section('What could not be told', unknown.map(show)),
    ...section(
      'What is fine',
      mergedTitles(fine.map(fineAs)).map((title) =>
        wrapped(title, options.width, { first: `${style.good('✔')} `, firstWidth: 2, rest: '  ' }),
      ),
    ),
    ...section('By the way (this counts for nothing)', byTheWay.map(show)),
    ...section('What does not apply', moots),
    plan(report, style, options.width),
    ...(options.verbose
      ? section('Evidence', evidence(report, style))
      : [howToSee(problems[0] ?? unknown[0], style, options.width)]),
  ].join('\n\n')}\n`
}

function answer(report: Report, style: Style, width: number): string {
  const colours = {
    ready: style.good,
    'ready-with-reservations': style.good,
    undetermined: style.open,
    'not-ready': style.bad,
  }
  const marks = {
    yes: style.good('✔'),
    'with-reservations': style.care('!'),
    unknown: style.open('?'),
    no: style.bad('✖'),
  }
  return [
    ...(report.interrupted ? [wrapped('Interrupted: this is what was seen until then.', width)] : []),
    colours[report.verdict](style.strong(wrapped(headline(report), width))),
    ...(report.scope === 'all' ? [] : [wrapped(selection(report.scope), width)]),
    '',
    ...abilities.map((ability) => {
      const judged = report.abilities[ability]
      const through = ability === 'send' && report.relay ? ', through the relay' : ''
      const text = `${ability.padEnd(7)}  ${abilitySays[judged]}${through}`
      return `  ${marks[judged]} ${text}${width >= widthForMeanings ? style.faint(`  (${abilityMeans[ability]})`) : ''}`
    }),
  ].join('\n')
}

/** The widest line of the three abilities with its meaning. */
const widthForMeanings = 78

function selection(scope: Exclude<Scope, 'all'>): string {
  const parts = [
    ...(scope.only.length > 0 ? [`only ${scope.only.join(', ')}`] : []),
    ...(scope.skip.length > 0 ? [`without ${scope.skip.join(', ')}`] : []),
  ]
  return `This is judged from a selection of checks (${visible(parts.join('; '))}).`
}

/** One reason for most of what there is to tell: with the line down, the rest would only hide it. */
function isDark({ alsoBecauseOfIt }: { readonly alsoBecauseOfIt: readonly unknown[] }, { findings }: Report): boolean {
  return alsoBecauseOfIt.length > findings.length / 2
}

function way({ plan: { way: chosen, why, steps } }: Report, style: Style, width: number): readonly string[] {
  return [
    style.strong(wrapped(`The way to go: ${waySays[chosen]}`, width)),
    wrapped(visible(why), width),
    ...steps.map((step, at) => wrapped(visible(step), width, { first: `${at + 1}. `, rest: '   ' })),
  ]
}

function plan(report: Report, style: Style, width: number): string {
  const { costs, changes } = report.plan
  return [
    ...way(report, style, width),
    wrapped(`What it costs: ${visible(costs)}`, width),
    wrapped(`What would change it: ${visible(changes)}`, width),
  ].join('\n')
}

function howToSee(
  first: { readonly finding: { readonly check: string } } | undefined,
  style: Style,
  width: number,
): string {
  const example = first === undefined ? 'mailworthy catalogue' : `mailworthy explain ${first.finding.check}`
  return style.faint(wrapped(`What was seen, step by step: add --verbose. What is asked and why: ${example}`, width))
}
