// A world must say what every check answers there.
// expect-error: TS2741 Property '"example.silent"' is missing
import type { ExpectedAnswers } from '../../expected-answers.ts'
import type { checks } from './example.ts'

export const world: ExpectedAnswers<typeof checks> = { 'example.giving': 'good' }
