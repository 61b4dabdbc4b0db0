import { exitCodes, interruptedExit } from '../core/ability.ts'
import type { Check } from '../core/check.ts'
import { jsonOf } from '../report/json.ts'
import { type LetterLanguage, letterOf } from '../report/letter.ts'
import { marksOf } from '../report/marks-of.ts'
import { redact } from '../report/redact.ts'
import type { Report } from '../report/report.ts'
import { textOf } from '../report/text.ts'
import type { Context } from './context.ts'

export interface PresentOptions {
  readonly checks: readonly Check[]
  readonly json: boolean
  readonly redact: boolean
  readonly verbose: boolean
  /** The language of a letter to the provider, to be printed after the report. */
  readonly letter?: LetterLanguage | undefined
}

const nothingToAsk = 'There is nothing in this report to ask the provider for.'

/** Prints a report on stdout, and gives the exit code that goes with it. */
export function present(full: Report, options: PresentOptions, { terminal }: Pick<Context, 'terminal'>): number {
  const report = options.redact ? redact(full, marksOf(options.checks)) : full
  if (options.json) {
    terminal.out(jsonOf(report))
  } else {
    const titles = titlesOf(options.checks)
    terminal.out(textOf(report, { width: terminal.width, colour: terminal.colour, verbose: options.verbose, titles }))
  }
  if (options.letter !== undefined) {
    const letter = letterOf(report, options.letter)
    terminal.out(letter === undefined ? `\n${nothingToAsk}\n` : `\n${letter}`)
  }
  return report.interrupted ? interruptedExit : exitCodes[report.verdict]
}

/** A title is true of the first good answer of its check. */
function titlesOf(checks: readonly Check[]): ReadonlyMap<string, string> {
  return new Map(
    checks.map(({ id, title, answers }) => {
      const [best] = Object.entries(answers).filter(([, { verdict }]) => verdict === 'pass')
      return [`${id}/${best?.[0]}`, title]
    }),
  )
}
