import type { Check } from '../core/check.ts'
import type { Matters, Verdict } from '../core/verdict.ts'
import { styled } from './style.ts'
import { wrapped } from './wrapped.ts'

/** One check, as `mailworthy catalogue --json` prints it. Public format, see `docs/format.md`. */
export interface CatalogueEntry {
  readonly id: string
  readonly stem: string
  readonly title: string
  readonly matters: Matters
  /** Runs only with consent. */
  readonly alters?: 'router'
  readonly answers: { readonly [key: string]: Verdict }
}

/** Everything that can be asked and answered, in the order of the registry. */
export function catalogueOf(checks: readonly Check[]): readonly CatalogueEntry[] {
  return checks.map(({ id, stem, title, matters, alters, answers }) => ({
    id,
    stem,
    title,
    matters,
    ...(alters === undefined ? {} : { alters }),
    answers: Object.fromEntries(Object.entries(answers).map(([key, { verdict }]) => [key, verdict])),
  }))
}

/** The catalogue for a person. */
export function catalogueText(checks: readonly Check[], options: { width: number; colour: boolean }): string {
  const style = styled(options.colour)
  const paint = { pass: style.good, warn: style.care, fail: style.bad, unknown: style.open }
  const entries = catalogueOf(checks).map(({ id, title, matters, answers }) => {
    const keys = Object.entries(answers).map(([key, verdict]) => ({ key, verdict }))
    const listed = (['pass', 'warn', 'fail', 'unknown'] as const)
      .map((verdict) => ({ verdict, of: keys.filter((each) => each.verdict === verdict).map(({ key }) => key) }))
      .filter(({ of }) => of.length > 0)
      .map(({ verdict, of }) =>
        wrapped(of.join(', '), options.width, {
          first: `    ${paint[verdict](verdict.padEnd(7))}  `,
          firstWidth: 13,
          rest: ' '.repeat(13),
        }),
      )
    return [
      style.strong(id),
      wrapped(title, options.width, { first: '  ', rest: '  ' }),
      wrapped(mattersText(matters), options.width, { first: '  ', rest: '  ' }),
      ...listed,
    ].join('\n')
  })
  return `${entries.join('\n\n')}\n`
}

/** For which abilities a check counts, and how much. */
export function mattersText(matters: Matters): string {
  const parts = Object.entries(matters).map(([ability, weight]) => `${weight} to ${verbs[ability] ?? ability}`)
  return parts.length === 0 ? 'For information: counts for nothing.' : `Counts: ${parts.join(', ')}.`
}

const verbs: { readonly [ability: string]: string } = {
  receive: 'receive',
  send: 'send',
  access: 'have access from outside',
}
