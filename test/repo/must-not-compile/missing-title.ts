// A language must name every check.
// expect-error: TS2741 Property '"example.silent"' is missing
import type { Translation } from '../../../src/report/translation.ts'
import { silent } from './example.ts'

export const checks = [silent] as const

export const french: Translation<typeof checks> = {
  titles: {},
  answers: { 'example.silent/good': { says: 'C’est bon.' } },
}
