// A language that leaves an answer out would mix two languages in one report.
// expect-error: TS2741 Property '"example.silent/good"' is missing
import type { Translation } from '../../../src/report/translation.ts'
import { silent } from './example.ts'

export const checks = [silent] as const

export const french: Translation<typeof checks> = {
  titles: { 'example.silent': 'Un exemple ne donne rien.' },
  answers: {},
}
