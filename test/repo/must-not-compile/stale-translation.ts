// A sentence for an answer that is gone is never shown.
// expect-error: TS2353 ''example.silent/gone'' does not exist
import type { Translation } from '../../../src/report/translation.ts'
import { silent } from './example.ts'

export const checks = [silent] as const

export const french: Translation<typeof checks> = {
  titles: { 'example.silent': 'Un exemple ne donne rien.' },
  answers: { 'example.silent/good': { says: 'C’est bon.' }, 'example.silent/gone': { says: 'C’est fini.' } },
}
