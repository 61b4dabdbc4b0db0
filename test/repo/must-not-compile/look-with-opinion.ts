// A look has no opinion: answers belong to a check.
// expect-error: TS2353 'answers' does not exist
import { defineLook } from '../../../src/core/look.ts'

export const look = defineLook<{ readonly port: number }>()({
  look: 'example',
  revision: 1,
  needs: {},
  budget: 1_000,
  marks: {},
  answers: { good: { verdict: 'pass', says: 'It is good.' } },
  observe: async () => ({ port: 25 }),
})
