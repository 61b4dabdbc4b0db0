// A world must say what every check answers there.
// expect-error: TS2741 Property '"example.silent"' is missing
import type { ExpectedAnswers } from '../../../src/checks/expected.ts'
import type { checks } from './example.ts'

export const world: ExpectedAnswers<typeof checks> = { 'example.giving': 'good' }
