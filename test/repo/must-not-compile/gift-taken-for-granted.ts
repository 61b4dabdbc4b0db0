// What may be missing must be looked at before it is used.
// expect-error: TS18048 'given.seen' is possibly 'undefined'
import { defineCheck } from '../../../src/core/check.ts'
import { maybe } from '../../../src/core/check.ts'
import { look } from './example.ts'

export const check = defineCheck<{ readonly port: number }>()({
  id: 'example',
  stem: 'example',
  title: 'An example.',
  matters: {},
  revision: 1,
  needs: { seen: maybe(look) },
  budget: 1_000,
  marks: {},
  answers: { good: { verdict: 'pass', says: 'It is good.' } },
  observe: async (_line, given) => ({ port: given.seen.port }),
  judge: () => 'good',
})
