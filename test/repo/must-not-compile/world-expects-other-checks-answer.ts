// A world may expect of a check only its own answers.
// expect-error: TS2322 Type '"dark"' is not assignable to type
import type { ExpectedAnswers } from '../../../src/checks/expected.ts'
import type { checks } from './example.ts'

export const world: ExpectedAnswers<typeof checks> = { 'example.giving': 'good', 'example.silent': 'dark' }
