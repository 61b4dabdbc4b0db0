// A world may expect only answers that exist.
// expect-error: TS2322 Type '"excellent"' is not assignable
import type { ExpectedAnswers } from '../../../src/checks/expected.ts'
import type { checks } from './example.ts'

export const world: ExpectedAnswers<typeof checks> = { 'example.giving': 'excellent', 'example.silent': 'good' }
