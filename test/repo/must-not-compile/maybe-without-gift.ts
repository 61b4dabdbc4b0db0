// What gives nothing cannot be asked for by maybe() either.
// expect-error: TS2345 is not assignable to parameter of type 'GivingCheck<
import { defineCheck } from '../../../src/core/check.ts'
import { maybe } from '../../../src/core/check.ts'
import { silent } from './example.ts'

export const check = defineCheck<{ readonly port: number }>()({
  id: 'example',
  stem: 'example',
  title: 'An example.',
  matters: {},
  revision: 1,
  needs: { token: maybe(silent) },
  budget: 1_000,
  marks: {},
  answers: { good: { verdict: 'pass', says: 'It is good.' } },
  observe: async () => ({ port: 25 }),
  judge: () => 'good',
})
