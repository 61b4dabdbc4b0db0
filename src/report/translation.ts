import type { Check, Sentence } from '../core/check.ts'
import type { Answered } from '../core/finding.ts'

/** What one answer says in another language. */
export interface Sentences<Facts> {
  readonly says: Sentence<Facts>
  readonly remedy?: Sentence<Facts>
}

/** `outbound.port/filtered`: every answer of every stem in a registry. */
export type AnswerKey<Registry extends readonly Check[]> = KeyOf<Registry[number]>

type KeyOf<C> = C extends Check ? `${C['stem']}/${keyof C['answers'] & string}` : never

type FactsFor<C, Key extends string> = C extends {
  readonly stem: infer Stem extends string
  judge(facts: infer Facts): string
}
  ? Key extends `${Stem}/${string}`
    ? Facts
    : never
  : never

/**
 * A language, for a registry of checks: a sentence that is missing is a compile error. (English needs none of this: its
 * sentences live in the checks.)
 */
export interface Translation<Registry extends readonly Check[]> {
  /** What each check is called, by its id. */
  readonly titles: { readonly [Id in Registry[number]['id']]: string }
  readonly answers: { readonly [Key in AnswerKey<Registry>]: Sentences<FactsFor<Registry[number], Key>> }
}

/** The finding in another language; as it is where the language has no words for it. */
export function translated(
  finding: Answered,
  answers: { readonly [key: string]: Sentences<never> | undefined },
): Answered {
  const sentences = answers[`${finding.stem}/${finding.answer}`]
  if (sentences === undefined) return finding
  return {
    ...finding,
    says: worded(sentences.says, finding.facts),
    ...(sentences.remedy === undefined ? {} : { remedy: worded(sentences.remedy, finding.facts) }),
  }
}

function worded(sentence: Sentence<never>, facts: unknown): string {
  return typeof sentence === 'function' ? sentence(facts as never) : sentence
}
