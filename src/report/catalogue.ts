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
  const parts = (['required', 'recommended'] as const).flatMap((weight) => {
    const abilities = Object.entries(matters).flatMap(([ability, of]) =>
      of === weight ? [verbs[ability] ?? ability] : [],
    )
    return abilities.length === 0 ? [] : [`${weight} ${listed(abilities)}`]
  })
  const text = parts.join(', ')
  return text === '' ? 'For information: counts for nothing.' : `${text[0]?.toUpperCase()}${text.slice(1)}.`
}

const verbs: { readonly [ability: string]: string } = {
  receive: 'to receive',
  send: 'to send',
  access: 'to have access from outside',
}

/** `a`, `a and b`, `a, b and c` */
function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
