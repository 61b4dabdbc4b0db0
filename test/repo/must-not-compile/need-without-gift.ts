// What gives nothing cannot be built on.
// expect-error: TS2322 is not assignable to type 'GivingCheck<
import { defineCheck } from '../../../src/core/check.ts'
import { silent } from './example.ts'

export const check = defineCheck<{ readonly port: number }>()({
  id: 'example',
  stem: 'example',
  title: 'An example.',
  matters: {},
  revision: 1,
  needs: { token: silent },
  budget: 1_000,
  marks: {},
  answers: { good: { verdict: 'pass', says: 'It is good.' } },
  observe: async () => ({ port: 25 }),
  judge: () => 'good',
})
