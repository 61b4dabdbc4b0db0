// A translated sentence is made of the same facts.
// expect-error: TS2339 Property 'port' does not exist
import type { Translation } from '../../../src/report/translation.ts'
import { silent } from './example.ts'

export const checks = [silent] as const

export const french: Translation<typeof checks> = {
  titles: { 'example.silent': 'Un exemple ne donne rien.' },
  answers: { 'example.silent/good': { says: (facts) => `C’est bon sur ${facts.port}.` } },
}
