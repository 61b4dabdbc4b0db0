import type { Check } from '../core/check.ts'
import type { checks } from './index.ts'

/**
 * What a world or a scenario must come to: for every check of a registry one of its own answers, or how it is skipped.
 * An answer that does not exist, a check that is not there and one that was forgotten are compile errors.
 */
export type ExpectedAnswers<Registry extends readonly Check[]> = {
  readonly [C in Registry[number] as C['id']]: (keyof C['answers'] & string) | 'moot' | 'blind'
}

/** What a world or a scenario must come to. */
export type Expected = ExpectedAnswers<typeof checks>
